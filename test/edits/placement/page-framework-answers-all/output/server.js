require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const { createRequestHandler } = require('@remix-run/express');

const site = express();
const json = express.json();

site.use(express.static('public'));
site.use((req, res, next) => (req.path === '/hook' ? next() : json(req, res, next)));
site.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}));
site.use(createRequestHandler({ build: require('./build') }));

site.listen(3000);
