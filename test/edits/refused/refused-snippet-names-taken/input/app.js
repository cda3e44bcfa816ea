const express = require('express');
const mongoose = require('mongoose');
const session = require('express-session');
const FileStore = require('session-file-store')(session);
const MongoStore = require('./stores/mongo');

mongoose.connect(process.env.MONGO_URI);

const app = express();
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false, store: new FileStore() }));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
