require('dotenv').config();
global.settings = require('./settings');
const express = require('express');
const session = require('express-session');

const app = express();
app.use(session({ ...settings.session, name: 'shop' }));
app.get('/', (req, res) => res.json(req.session));
app.listen(3000);
