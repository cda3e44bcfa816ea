const express = require('express');
const { orm } = require('./models');

orm.client.connect(require('./place').address());

const app = express();
app.use(express.json());
app.get('/hives', async (req, res) => res.json(await orm.Hive.find()));
app.listen(3000);
