const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const mongoose = require('mongoose');

let tenant;

const app = express();
app.use(session({
  secret: process.env.ALLOTMENT_SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: new MongoClient(process.env.ALLOTMENT_URL), autoRemove: 'interval' })
}));
app.use((req, res, next) => {
  tenant = mongoose.createConnection(process.env.ALLOTMENT_URL);
  tenant.once('connected', next);
});
app.get('/plots', async (req, res) => res.json(await tenant.collection('plots').find().toArray()));
app.listen(3000);
