var database = require('./database');

module.exports = function (session) {
  var MongoStore = require('connect-mongo')(session);
  var options = {
    db: 'test1',
    auto_reconnect: true,
    url: database.url
  };
  return new MongoStore(options);
};
