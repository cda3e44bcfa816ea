require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const { PrismaClient } = require('@prisma/client');

const prisma = new PrismaClient();
const app = express();
app.use(session({
  secret: process.env.RECIPE_SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: new MongoClient(process.env.RECIPE_DB), autoRemove: 'interval' })
}));
app.get('/', async (req, res) => res.json(await prisma.recipe.findMany()));
app.listen(3000);
