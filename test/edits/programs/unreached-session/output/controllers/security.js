const passport = require('passport');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

module.exports = {
  init: (app) => {
    app.use(require('express-session')({
      secret: process.env.SESSION_SECRET,
      saveUninitialized: false,
      resave: false,
      store: MongoStore.create({
        client: new MongoClient(process.env.MONGODB || 'mongodb://localhost/login-frame'),
        autoRemove: 'interval',
      }),
    }));
    app.use(passport.initialize());
    app.use(passport.session());
  },
};
