const express = require('express');
const session = require('express-session');
const { CountingStore, PlainStore } = require('./stores');

const app = express();
const store = process.env.PLAIN
  ? new PlainStore({ url: process.env.LAMP_DB, collection: 'lamps' })
  : new CountingStore(process.env.LAMP_DB);
app.use(session({ secret: process.env.LAMP_SECRET, resave: false, saveUninitialized: false, store }));
app.get('/', (req, res) => res.send('light'));
app.listen(3000);
