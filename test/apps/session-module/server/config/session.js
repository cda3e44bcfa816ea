const session = require('express-session');
const config = require('./index');

module.exports = (app) => {
  app.use(session({
    name: config.session.name,
    secret: config.session.secret,
    resave: false,
    saveUninitialized: true,
    cookie: {
      httpOnly: true,
      maxAge: 1000 * 60 * 60 * 24 * 30,
    },
  }));
};
