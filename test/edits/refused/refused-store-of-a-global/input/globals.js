const { Store } = require('express-session');

class FileStore extends Store {}
global.store = new FileStore();
