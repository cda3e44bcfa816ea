require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { AuditStore } = require('./store');
const app = express();
app.use(session({
  secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false,
  store: new AuditStore({ mongoUrl: process.env.MONGODB_URI, collectionName: 'logins' }).on('destroy', (sid) => console.log('gone', sid)),
}));
app.get('/', (req, res) => res.send('x'));
app.listen(3000);
