const express = require('express');
const session = require('express-session');
const Store = require('connect-mongodb-session')(session);

const app = express();
const store = new Store({ uri: process.env.CLUB_DB, collection: 'logins' });
app.use(session({ secret: process.env.CLUB_SECRET, store, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.json(req.session));
app.listen(3000);
