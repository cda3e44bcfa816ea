const express = require('express');
const session = require('express-session');
const MongoStore = require('connect-mongo')(session);

const app = express();
const store = new MongoStore(
  {
    url: process.env.KILN_DB,
    collection: 'firings'
  },
  (error) => {
    if (error) console.error(error);
  }
);

app.use(session({ secret: process.env.KILN_SECRET, resave: false, saveUninitialized: false, store }));
app.get('/', (req, res) => res.send('hot'));

app.listen(3000);
