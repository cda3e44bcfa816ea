const { MongoClient } = require('mongodb');
const settings = require('./settings');

exports.connect = async () => {
  const client = new MongoClient(settings.url);
  await client.connect();
};
