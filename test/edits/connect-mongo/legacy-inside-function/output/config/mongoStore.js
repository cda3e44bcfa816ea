var database = require('./database');

module.exports = function (session) {
  var { MongoStore } = require('connect-mongo');
  var options = {
    mongoUrl: database.url
  };
  return new MongoStore(options);
};
