require('dotenv').config();
const express = require('express');
const cookieParser = require('cookie-parser');

const shop = express();
shop.use(cookieParser(process.env.APP_SECRET));
shop.get('/hats', (req, res) => res.json([]));
shop.listen(4000);
