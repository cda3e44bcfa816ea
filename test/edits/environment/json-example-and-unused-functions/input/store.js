const session = require('express-session');

module.exports = new session.MemoryStore();
