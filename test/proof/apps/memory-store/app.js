require('dotenv').config({ quiet: true });
const express = require('express');
const session = require('express-session');

const app = express();
app.set('trust proxy', 1);
app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    cookie: { maxAge: 86_400_000, sameSite: 'lax', secure: process.env.NODE_ENV === 'production' },
  }),
);
app.get('/', (req, res) => res.send(`${(req.session.views = (req.session.views ?? 0) + 1)}`));
app.listen(3000);
