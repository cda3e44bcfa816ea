const express = require('express');
const mongoose = require('mongoose');
require('dotenv').config();

mongoose.connect(process.env.DATABASE);

const app = express();
app.use(express.json());
app.use(require('./cors'));
app.use('/', require('./routes'));

app.listen(5000);
