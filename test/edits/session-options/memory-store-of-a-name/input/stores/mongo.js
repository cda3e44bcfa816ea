var session = require('express-session');
var MongoStore = require('connect-mongo')(session);

module.exports = new MongoStore({ url: process.env.MONGODB_URI });
