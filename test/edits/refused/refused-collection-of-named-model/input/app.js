require('dotenv').config();
const express = require('express');
const mongoose = require('mongoose');
const Training = require('./models/training');
mongoose.connect(process.env.MONGO_URL);
const app = express();
app.use(express.json());
app.get('/', (req, res) => res.send('x'));
app.listen(3000);
