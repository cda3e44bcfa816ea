const express = require('express');
const session = require('express-session');
const MongoStore = require('connect-mongo')(session);

const app = express();
const store = new MongoStore({
  url: process.env.DB,
  autoReconnect: true,
  fallbackMemory: process.env.NODE_ENV === 'test'
});
app.use(session({ secret: process.env.SECRET, store }));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
