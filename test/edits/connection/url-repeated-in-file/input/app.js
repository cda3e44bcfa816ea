require('dotenv').config();
const express = require('express');
const mongoose = require('mongoose');

const CLUSTER = `mongodb+srv://${process.env.DB_USER}:${process.env.DB_PASSWORD}@cluster0-ab12c.mongodb.net/${process.env.DB_NAME}?retryWrites=true&w=majority`;

const app = express();
app.use(express.json());
app.get('/chores', (req, res) => res.json([]));

mongoose
  .connect(`mongodb+srv://${process.env.DB_USER}:${process.env.DB_PASSWORD}@cluster0-ab12c.mongodb.net/${process.env.DB_NAME}?retryWrites=true&w=majority`)
  .then(() => app.listen(8080));
