require('dotenv').config();
const path = require('path');
const express = require('express');
const mongoose = require('mongoose');

global.req = (name) => require(path.resolve('./', name));

const app = express();
mongoose.connect(process.env.MONGODB || 'mongodb://localhost/login-frame');
app.use(express.static('public'));
global.req('controllers/security').init(app);
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
