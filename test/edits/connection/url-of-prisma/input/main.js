const express = require('express');
const session = require('express-session');
const { PrismaClient } = require('@prisma/client');

const prisma = new PrismaClient();
const app = express();
app.use(session({ secret: process.env.RECIPE_SECRET, resave: false, saveUninitialized: false }));
app.get('/', async (req, res) => res.json(await prisma.recipe.findMany()));
app.listen(3000);
