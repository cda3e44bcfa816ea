const express = require('express');
const mongoose = require('mongoose');
const session = require('express-session');
const MongoStore = require('connect-mongo')(session);

mongoose.connect(process.env.BAKERY_DB, { useNewUrlParser: true, useUnifiedTopology: true });

const app = express();
app.use(
  session({
    secret: process.env.BAKERY_SECRET,
    resave: false,
    saveUninitialized: false,
    store: new MongoStore({ mongooseConnection: mongoose.connection })
  })
);
app.get('/', (req, res) => res.json(req.session));
app.listen(3000);
