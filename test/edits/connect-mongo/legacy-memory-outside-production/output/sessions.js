const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { connection } = require('mongoose');

if (process.env.NODE_ENV === 'production') {
  module.exports = session({
    secret: process.env.GUESTBOOK_SECRET,
    resave: false,
    saveUninitialized: false,
    store: new MongoStore({
      clientPromise: new Promise((resolve) => {
        if (connection.readyState === 1) resolve();
        else connection.once('connected', resolve);
      }).then(() => connection.getClient()),
    }),
  });
} else {
  module.exports = session({ secret: process.env.GUESTBOOK_SECRET, resave: true, saveUninitialized: true });
}
