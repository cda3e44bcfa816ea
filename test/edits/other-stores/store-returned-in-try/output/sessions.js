const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

exports.openStore = function () {
  try {
    return MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' });
  } catch (error) {
    console.error('No session store', error);
  }
};
