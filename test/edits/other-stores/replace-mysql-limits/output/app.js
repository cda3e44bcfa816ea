require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

const store = MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' });

const app = express();
app.use(session({ store, secret: process.env.SECRET, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
