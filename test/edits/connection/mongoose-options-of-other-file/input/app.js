const express = require('express');
const mongoose = require('mongoose');
mongoose.connect(process.env.MONGO_URL, require('./opts'));

const app = express();
app.use(express.json());
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
