const express = require('express');
const mongoose = require('mongoose');
mongoose.connect(process.env.MONGO_URL);
const app = express();
app.get('/', (req, res) => res.end());
app.listen(3000);
