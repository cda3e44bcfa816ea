import express from 'express';
import session from 'express-session';

const maxAge = process.env.SESSION_TTL as unknown as number;
const app = express();
app.use(session({ secret: process.env.SECRET!, resave: false, saveUninitialized: false, cookie: { maxAge } }));
app.get('/', (_req, res) => {
  res.send('x');
});
app.listen(3000);
