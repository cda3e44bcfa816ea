import express from 'express';
import session from 'express-session';
const Store = require('connect-mongo');

const app = express();
app.use(session({
  secret: process.env.KITE_SECRET!,
  resave: false,
  saveUninitialized: false,
  store: new Store({ mongoUrl: process.env.KITE_URL! })
}));
app.get('/', (req, res) => res.send('kites'));
app.listen(3000);
