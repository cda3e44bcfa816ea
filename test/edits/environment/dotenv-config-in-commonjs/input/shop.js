const express = require('express');
require('dotenv/config');

const shop = express();
shop.use(express.json());
shop.get('/hats', (req, res) => res.json([]));
shop.listen(process.env.PORT);
