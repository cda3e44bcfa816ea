require('dotenv').config();
const express = require('express');
const mongoose = require('mongoose');

const app = express();
app.use(express.json());
app.get('/models', (req, res) => res.json([]));
mongoose.connect(process.env.ATELIER_DB).then(() => app.listen(3000));
