require('dotenv').config();
const express = require('express');

const app = express();

app.use(express.json());

app.get('/', (req, res) => res.send(process.env.GRAIN));

app.listen(3000);
