const { MongoClient } = require('mongodb');

let db = null;

MongoClient.connect(process.env.MONGO_URL, { useUnifiedTopology: true }, function (err, client) {
  if (err) throw err;
  db = client.db('bank');
});

function all(callback) {
  db.collection('accounts').find({}).toArray(callback);
}

module.exports = { all };
