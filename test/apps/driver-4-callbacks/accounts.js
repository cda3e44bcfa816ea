var MongoClient = require('mongodb').MongoClient;

var db = null;

MongoClient.connect(process.env.MONGO_URL, { useUnifiedTopology: true }, function (err, client) {
  if (err) throw err;
  db = client.db();
});

function open(name, callback) {
  db.collection('accounts').insertOne({ name: name, balance: 0 }, function (err) {
    callback(err);
  });
}

function all(callback) {
  if (!db) return callback(new Error('not connected yet'));
  db.collection('accounts').find({}).sort({ name: 1 }).toArray(callback);
}

module.exports = { all: all, open: open };
