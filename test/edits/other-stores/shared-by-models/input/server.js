const express = require('express');
const session = require('express-session');
const SequelizeStore = require('connect-session-sequelize')(session.Store);
const database = require('./config/database');
const Recipe = require('./models/Recipe');

const app = express();

app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    store: new SequelizeStore({ db: database })
  })
);

app.get('/', async (req, res) => res.json(await Recipe.findAll()));

database.sync({ force: false }).then(() => {
  app.listen(process.env.PORT || 3001);
});
