const express = require('express');
const app = express();
const lang = require('./lang/' + (process.env.L || 'en'));
app.get('/', (req, res) => { res.send(lang.hi); });
app.listen(3000);
