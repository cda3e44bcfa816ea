const express = require('express');
const session = require('express-session');

const app = express();
app.use(session({ secret: process.env.KEY, resave: false, saveUninitialized: false }));
app.use(express.json());
app.use(session({ secret: 'another', resave: true, saveUninitialized: true }));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
