const express = require('express');
const bodyParser = require('body-parser');
const mongoose = require('mongoose');
const posts = require('./posts');

const app = express();

app.use(bodyParser.json());

app.use((req, res, next) => {
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.setHeader('Access-Control-Allow-Methods', 'GET, POST');
  next();
});

app.use('/posts', posts);

mongoose.connect(process.env.MONGODB_URL).then(() => app.listen(8080)).catch((err) => console.log(err));
