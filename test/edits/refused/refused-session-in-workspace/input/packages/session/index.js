const session = require('express-session');
exports.sessionMiddleware = session({ secret: process.env.SESSION_SECRET, resave: true, saveUninitialized: true });
