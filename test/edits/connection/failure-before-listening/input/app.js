const express = require('express');
const session = require('express-session');
const mongoose = require('mongoose');

const app = express();
app.use(session({ secret: process.env.POND_SECRET, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.send('ok'));

mongoose
  .connect(process.env.POND_DB)
  .then(() => app.listen(3000))
  .catch((error) => console.log(error));
