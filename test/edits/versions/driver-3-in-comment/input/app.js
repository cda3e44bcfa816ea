// const { MongoClient } = require('mongodb');
const express = require('express');
const mongoose = require('mongoose');

mongoose.connect(process.env.DB_URI);
const Grade = mongoose.model('grade', new mongoose.Schema({ points: Number }));

const app = express();
app.use(express.json());
app.get('/grades', (req, res) => {
  Grade.find({}).exec((error, grades) => res.json(error || grades));
});
app.listen(3000);
