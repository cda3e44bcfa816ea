import express from 'express';
import session from 'express-session';

const app = express();
app.use(session({ secret: process.env.GOOGLE_CLIENT_ID as string, resave: false, saveUninitialized: false }));
app.get('/', (_req, res) => {
  res.send('x');
});
app.listen(3000);
