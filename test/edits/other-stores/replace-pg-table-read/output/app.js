require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const { pool, forget } = require('./people');

const sessionStore = MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' });

const app = express();
app.use(session({ store: sessionStore, secret: process.env.SECRET, resave: false, saveUninitialized: false }));
app.delete('/people/:id', async (req, res) => res.json(await forget(req.params.id)));
app.listen(3000);
