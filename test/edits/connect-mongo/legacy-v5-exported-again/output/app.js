const express = require('express');
const session = require('express-session');


const app = express();
app.use(session({
  secret: process.env.SECRET,
  resave: false,
  saveUninitialized: false,
  store: require('connect-mongo').MongoStore.create({ mongoUrl: process.env.DB }),
}));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
module.exports = { MongoStore: require('connect-mongo').MongoStore };
