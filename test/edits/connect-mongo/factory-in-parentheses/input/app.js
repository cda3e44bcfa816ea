const express = require('express');
const session = require('express-session');
const Store = (require('connect-mongo'))(session);

const app = express();
app.use(session({ secret: process.env.SECRET, resave: false, saveUninitialized: false, store: new Store({ url: process.env.DB }) }));
app.get('/', (req, res) => res.send('bread'));
app.listen(3000);
