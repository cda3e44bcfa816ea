const express = require('express');
const session = require('express-session');
const { useFiles } = require('./storage');

const app = express();
app.use(session({ secret: process.env.LEDGER_SECRET, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.send(useFiles() ? 'files' : 'database'));
app.listen(3000);
