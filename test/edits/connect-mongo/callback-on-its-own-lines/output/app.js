const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');

const app = express();
const store = new MongoStore(
  {
    mongoUrl: process.env.KILN_DB,
    collectionName: 'firings'
  }
);

app.use(session({ secret: process.env.KILN_SECRET, resave: false, saveUninitialized: false, store }));
app.get('/', (req, res) => res.send('hot'));

app.listen(3000);
