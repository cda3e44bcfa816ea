const session = require('express-session');
const app = require('express')();
app.use(session({ secret: process.env.STATUS_SECRET, resave: false, saveUninitialized: false }));
require('http').createServer(app).listen(3002);
