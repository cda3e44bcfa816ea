const express = require('express');
const session = require('express-session');
const { Rack } = require('./rack');

const rack = new Rack(process.env.KILN_DB);
const app = express();
app.use(session({ secret: process.env.KILN_SECRET, resave: false, saveUninitialized: false, store: rack.store }));
app.get('/', (req, res) => res.send('hot'));
app.listen(3000);
