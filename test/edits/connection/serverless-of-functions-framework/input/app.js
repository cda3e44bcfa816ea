const express = require('express');
const functions = require('@google-cloud/functions-framework');
const { MongoClient } = require('mongodb');
const client = new MongoClient(process.env.MONGO_URI);
const app = express();
app.get('/', (req, res) => res.send('x'));
functions.http('api', app);
