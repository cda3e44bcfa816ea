const session = require('express-session');
const MongoStore = require('connect-mongo')(session);
const { connection } = require('mongoose');

if (process.env.NODE_ENV === 'production') {
  module.exports = session({
    secret: process.env.GUESTBOOK_SECRET,
    resave: false,
    saveUninitialized: false,
    store: new MongoStore({ mongooseConnection: connection }),
  });
} else {
  module.exports = session({ secret: process.env.GUESTBOOK_SECRET, resave: true, saveUninitialized: true });
}
