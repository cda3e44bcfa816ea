require('dotenv').config({ path: '.env.example' });
const express = require('express');
const mongoose = require('mongoose');

mongoose.connect(process.env.MONGODB_URI);

const app = express();
app.use(express.json());
app.get('/', (req, res) => res.send('hi'));
app.listen(3000);
