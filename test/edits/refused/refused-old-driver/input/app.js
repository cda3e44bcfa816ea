const express = require('express');
const { MongoClient } = require('mongodb');
const app = express();
app.get('/', (req, res) => MongoClient.connect('mongodb://localhost', (e, c) => res.send('ok')));
app.listen(3000);
