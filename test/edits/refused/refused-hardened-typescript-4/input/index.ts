import express from 'express';
import session from 'express-session';

const app = express();
app.use(session({ secret: process.env.SECRET as string, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => {
  res.send('x');
});
app.listen(3000);
