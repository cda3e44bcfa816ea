require('dotenv').config();
const express = require('express');
const mongoose = require('mongoose');
const { loadPlugins } = require('./plugins');
const routes = require('./routes');
const admin = require('./admin');

const app = express();

mongoose.connect(process.env.MONGODB_URI).then(() => {
  app.use(express.json());
  app.use('/', routes);
});
loadPlugins().then(() => app.use('/admin', admin));
app.listen(3000);
