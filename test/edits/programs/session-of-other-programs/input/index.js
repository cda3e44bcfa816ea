const path = require('path');
const express = require('express');
const app = express();
const lang = require(path.join(__dirname, 'lang', `${process.env.APP_LANG || 'en'}.js`));
app.get('/', (req, res) => res.send(lang.hi));
app.listen(3000);
