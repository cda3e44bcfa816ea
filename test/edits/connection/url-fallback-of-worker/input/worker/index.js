const { MongoClient } = require('mongodb');

const client = new MongoClient(process.env.MONGODB_URI || 'mongodb://localhost:27017/orders');
client.db().collection('orders').find().toArray().then(console.log);
