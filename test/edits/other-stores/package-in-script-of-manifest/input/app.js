const express = require('express');
const session = require('express-session');
const PgStore = require('connect-pg-simple')(session);
const app = express();
app.use(session({ store: new PgStore({ conString: process.env.DATABASE_URL }), secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.end());
app.listen(3000);
