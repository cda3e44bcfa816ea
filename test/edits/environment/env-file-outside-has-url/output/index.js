const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const images = require('./db/images');
const prisma = require('./db/prisma');

const app = express();
app.use(express.json());
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: new MongoClient(process.env.MONGO_URI), autoRemove: 'interval' })
}));
app.get('/camps', async (req, res) => res.json(await prisma.camp.findMany()));
app.get('/images', (req, res) => res.json(images.config()));
app.listen(3000);
