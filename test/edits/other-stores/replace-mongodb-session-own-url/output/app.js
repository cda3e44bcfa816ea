require('dotenv').config();
const express = require('express');
const mongoose = require('mongoose');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

const sessionUri = process.env.SESSION_DB + '/sessions';
const store = MongoStore.create({ client: new MongoClient(sessionUri), autoRemove: 'interval', stringify: false });

mongoose.connect(process.env.MONGODB_URI);
const app = express();
app.use(express.json());
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false, store }));
app.get('/', (req, res) => res.json(req.session));
app.listen(3000);
