require('dotenv').config();
const express = require('express');
const mongoose = require('mongoose');
// const { MongoClient } = require('mongodb');

mongoose.connect(process.env.KIOSK_DB);

const app = express();
app.use(express.json());
app.get('/papers', (req, res) => res.json([]));
app.listen(3000);
