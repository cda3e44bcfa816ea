require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const ShelfStore = require('./shelf-store');

const store = MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' });

const app = express();
app.use(session({ secret: process.env.SEED_SECRET, resave: false, saveUninitialized: false, store }));
app.get('/', (req, res) => res.send('seeds'));
app.listen(3000);
