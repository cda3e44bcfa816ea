import express from 'express';
import session from 'express-session';
import connectMongo from 'connect-mongo';

const Store = connectMongo(session);

const app = express();
app.use(session({
  secret: process.env.KITE_SECRET!,
  resave: false,
  saveUninitialized: false,
  store: new Store({ url: process.env.KITE_URL! })
}));
app.get('/', (req, res) => res.send('kites'));
app.listen(3000);
