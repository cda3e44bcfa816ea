const express = require('express');
const mongoose = require('mongoose');

mongoose.connect(process.env.MONGO_URI);

const app = express();

app.use(express.json());
app.get('/trees', (req, res) => res.json([]));

app.listen(4000);
