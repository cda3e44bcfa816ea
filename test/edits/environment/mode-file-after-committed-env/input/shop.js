const path = require('path');
const { config } = require('dotenv');
config();
config({ path: path.join(__dirname, 'config', `${process.env.NODE_ENV}.env`) });
const express = require('express');

const shop = express();
shop.use(express.json());
shop.get('/hats', (req, res) => res.json([]));
shop.listen(process.env.PORT);
