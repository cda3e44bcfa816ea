const express = require('express');
const session = require('express-session');
const SessionStore = require('connect-mongo')(session);

const app = express();
app.use(session(require('./session-options')(process.env.LEDGER_DB, SessionStore)));
app.get('/', (req, res) => res.json(req.session));
app.listen(3000);
