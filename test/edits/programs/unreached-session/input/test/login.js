const session = require('express-session');
const app = require('express')();
app.use(session({ secret: 'test', resave: false, saveUninitialized: false }));
