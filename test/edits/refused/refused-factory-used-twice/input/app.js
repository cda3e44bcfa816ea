const express = require('express');
const session = require('express-session');
const connect = require('connect-mongo');
const SessionStore = connect(session);

console.log('Sessions by', connect.name);
const app = express();
app.use(session({ secret: process.env.SECRET, resave: false, saveUninitialized: false, store: new SessionStore({ url: process.env.HARBOUR_DB }) }));
app.listen(3000);
