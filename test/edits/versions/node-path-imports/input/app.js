const express = require('express');
const session = require('express-session');
const config = require('config');
const sessionStore = require('libs/sessionStore');

const app = express();
app.use(express.urlencoded({ extended: false }));
app.use(session({
    secret: config.get('session:secret'),
    store: sessionStore
}));
app.get('/', (req, res) => res.json(req.session));
app.listen(3000);
