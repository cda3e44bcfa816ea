const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const database = require('./config/database');
const Recipe = require('./models/Recipe');

const app = express();

app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
  })
);

app.get('/', async (req, res) => res.json(await Recipe.findAll()));

database.sync({ force: false }).then(() => {
  app.listen(process.env.PORT || 3001);
});
