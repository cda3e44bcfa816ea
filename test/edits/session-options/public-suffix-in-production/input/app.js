require('dotenv').config();
const express = require('express');
const session = require('express-session');

const app = express();
app.set('trust proxy', 1);
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false, cookie: { domain: process.env.NODE_ENV === 'production' ? '.up.railway.app' : undefined, secure: true } }));
app.get('/', (req, res) => {
  req.session.n = 1;
  res.end();
});
app.listen(process.env.PORT || 3000);
