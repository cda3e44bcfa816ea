const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

const app = express();
const store = MongoStore.create({
  client: new MongoClient(process.env.COURSE_DB),
  autoRemove: 'interval',
  stringify: false
});
app.use(session({ secret: process.env.COURSE_SECRET, store, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.json({ user: req.session.user }));

if (require.main === module) app.listen(3000);
module.exports = app;
