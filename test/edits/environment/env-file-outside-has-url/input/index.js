const express = require('express');
const images = require('./db/images');
const prisma = require('./db/prisma');

const app = express();
app.use(express.json());
app.get('/camps', async (req, res) => res.json(await prisma.camp.findMany()));
app.get('/images', (req, res) => res.json(images.config()));
app.listen(3000);
