const express = require('express');
const session = require('express-session');
const FileStore = require('session-file-store')(session);

const app = express();
app.use(express.json());

const base = { secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false };
if (process.env.NODE_ENV === 'production') Object.assign(base, { store: new FileStore() });
app.use(session(base));

app.get('/', (req, res) => res.json(req.session.cart));

app.listen(3000);
