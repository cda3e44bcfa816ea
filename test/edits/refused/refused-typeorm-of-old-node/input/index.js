const express = require('express');
const { DataSource } = require('typeorm');

const source = new DataSource({ type: 'mysql', url: process.env.MYSQL_URL });
const app = express();

app.use(express.json());

app.get('/blocks', async (req, res) => {
  res.json(await source.query('select * from blocks'));
});

source.initialize().then(() => app.listen(3000));
