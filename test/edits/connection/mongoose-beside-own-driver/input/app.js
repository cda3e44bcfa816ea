require('dotenv').config();
const express = require('express');
const mongoose = require('mongoose');
const { ObjectId } = require('mongodb');

mongoose.connect(process.env.MONGODB_URI);

const app = express();
app.use(express.json());
app.get('/', (req, res) => res.send(new ObjectId().toString()));
app.listen(3000);
