const { MongoClient } = require('mongodb');

const client = new MongoClient(process.env.MONGODB_URI || require('../config.json').url);
client.db().collection('orders').find().toArray().then(console.log);
