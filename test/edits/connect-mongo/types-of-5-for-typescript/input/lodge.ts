import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import store from 'connect-mongo';

const app = express();
app.use(express.json());
app.use(session({
  secret: process.env.SESSION_SECRET as string,
  resave: false,
  saveUninitialized: false,
  store: store.create({ mongoUrl: process.env.LODGE_DB })
}));
app.get('/rooms', (_req, res) => {
  res.json([]);
});
app.listen(3000);
