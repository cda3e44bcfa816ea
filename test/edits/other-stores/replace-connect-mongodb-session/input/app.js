require('dotenv').config();
const express = require('express');
const session = require('express-session');
const MongoDBStore = require('connect-mongodb-session')(session);
const mongoose = require('mongoose');

const app = express();
const store = new MongoDBStore({ uri: process.env.MONGODB_URI, collection: 'sessions' });

app.use(express.static('public'));
app.use(session({ secret: process.env.SECRET, resave: false, saveUninitialized: false, store }));
app.get('/', (req, res) => res.send('shop'));

mongoose.connect(process.env.MONGODB_URI).then(() => app.listen(3000));
