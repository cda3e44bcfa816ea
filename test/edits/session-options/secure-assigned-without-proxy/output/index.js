require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const app = express();
const sess = {
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  cookie: {},
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' }),
};
if (app.get('env') === 'production') {
  sess.cookie.secure = true;
}
app.use(session(sess));
app.get('/', (req, res) => res.send('x'));
app.listen(3000);
