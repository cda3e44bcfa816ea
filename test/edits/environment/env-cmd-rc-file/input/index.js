const express = require('express');
const mongoose = require('mongoose');

mongoose.connect(process.env.DB_URI);
const app = express();
app.get('/', (req, res) => res.send('fern'));
app.listen(process.env.PORT);
