require('dotenv').config();
const express = require('express');
const mongoose = require('mongoose');

const app = express();

app.use(express.json());

app.get('/berths', async (req, res) => {
  res.json(await mongoose.model('Berth').find());
});

module.exports = app;
