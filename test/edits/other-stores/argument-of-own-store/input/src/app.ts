import express from 'express';
import session from 'express-session';
import { MapStore } from './MapStore';
const app = express();
app.use(session({ secret: process.env.SECRET!, resave: false, saveUninitialized: false, store: new MapStore(60 * 60 * 1000) }));
app.get('/', (_req, res) => {
  res.send('x');
});
app.listen(3000);
