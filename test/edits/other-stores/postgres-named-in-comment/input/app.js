require('dotenv').config();
const express = require('express');
const session = require('express-session');
const PgSession = require('connect-pg-simple')(session);
const app = express();
// Session store backed by PostgreSQL
const store = new PgSession({ conString: process.env.PG });
app.use(session({ store, secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => {
  req.session.n = 1;
  res.end();
});
app.listen(process.env.PORT || 3000);
