const express = require('express');
const mongoose = require('mongoose');
const pick = require('./opts');
mongoose.connect(process.env.MONGO_URL, { dbName: pick() });

const app = express();
app.use(express.json());
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
