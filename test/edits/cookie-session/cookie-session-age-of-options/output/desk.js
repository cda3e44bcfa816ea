require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

function kiosk(app, options) {
  const stay = options.stay;
  app.use(session({
    secret: options.secret,
    cookie: { maxAge: stay },
    resave: false,
    saveUninitialized: false,
    store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
  }));
}

const app = express();
kiosk(app, require('minimist')(process.argv.slice(2)));
app.get('/', (req, res) => res.send(String(req.session.place)));
app.listen(3000);
