const express = require('express');
const { MongoClient } = require('mongodb');

const client = new MongoClient(process.env.MONGODB_URI);
const app = express();

app.get('/', async (req, res) => res.json(await client.db().collection('items').find().toArray()));

app.listen(3000);
