require('dotenv').config();
const express = require('express');
const accounts = require('./accounts');

const app = express();
app.use(express.static('public'));
app.use(express.json());

app.get('/accounts', (req, res) => {
  accounts.all((err, docs) => (err ? res.status(500).end() : res.json(docs)));
});

app.listen(process.env.PORT || 3000);
