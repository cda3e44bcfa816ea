const { MongoClient } = require('mongodb');

MongoClient.connect(process.env.MONGODB_URI, (err, client) => {
  if (err) throw err;
  client.db('jobs').collection('done').insertOne({ at: new Date() }, () => client.close());
});
