const session = require('express-session');
module.exports = session({ secret: process.env.ADMIN_SECRET, resave: false, saveUninitialized: false });
