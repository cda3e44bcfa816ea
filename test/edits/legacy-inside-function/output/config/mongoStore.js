var database = require('./database');

module.exports = function (session) {
  var { MongoStore } = require('connect-mongo');
  var options = {
    dbName: 'test1',
    mongoUrl: database.url
  };
  return new MongoStore(options);
};
