import express from 'express';
import session from 'express-session';
import connectSession from 'connect-mongodb-session';
import { database } from './settings.js';

const Store = connectSession(session);
const shop = express();
shop.use(
  session({
    secret: process.env.HAT_SECRET,
    resave: false,
    saveUninitialized: false,
    store: new Store({ uri: database, collection: 'sessions' })
  })
);
shop.get('/hats', (req, res) => res.json([]));
shop.listen(4000);
