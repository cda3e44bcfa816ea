const express = require('express');
const mongoose = require('mongoose');

mongoose.connect(process.env.MONGO_URL);

const http = express();
http.use(express.urlencoded({ extended: false }));
http.get('/', (req, res) => res.send('shop'));

module.exports = http;
