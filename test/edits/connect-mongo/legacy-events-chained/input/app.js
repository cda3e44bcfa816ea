const express = require('express');
const session = require('express-session');
const MongoStore = require('connect-mongo')(session);

const app = express();
const store = new MongoStore({ url: process.env.DB });
app.use(session({ secret: process.env.SECRET, store }));
app.get('/', (req, res) => res.send('ok'));
store
  .on('connected', () => app.listen(3000))
  .on('error', console.error);
