const express = require('express');
const mongoose = require('mongoose');

const app = express();
app.use(express.json());
app.get('/harbours', (req, res) => res.json([]));

mongoose.connect(process.env.MONGO_URL).then(
  () => app.listen(3000),
  (error) => console.error(error)
);
