const express = require('express');
const session = require('express-session');
const FileStore = require('session-file-store')(session);

const app = express();
app.use(express.json());

const base = { secret: process.env.SESSION_SECRET, saveUninitialized: false, store: new FileStore() };
app.use(session(Object.assign({}, base, { resave: false })));

app.get('/', (req, res) => res.json(req.session.cart));

app.listen(3000);
