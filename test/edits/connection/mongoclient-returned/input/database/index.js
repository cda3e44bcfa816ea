const { MongoClient } = require('mongodb');

const client = new MongoClient(process.env.MARINA_DB);

function getClient() {
  return client;
}

module.exports = { countBoats: () => client.db('marina').collection('boats').countDocuments(), getClient: getClient };
