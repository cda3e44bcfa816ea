require('dotenv').config();
const express = require('express');
const mongoose = require('mongoose');

mongoose.connect(process.env.MONGO_URI, { dbName: 'shop' });

const app = express();
app.use(express.json());

app.get('/', (req, res) => res.send('ok'));

module.exports = app;
