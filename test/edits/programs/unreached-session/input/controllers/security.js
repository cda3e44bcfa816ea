const passport = require('passport');

module.exports = {
  init: (app) => {
    app.use(require('express-session')({ secret: 'keyboard cat', saveUninitialized: false, resave: true }));
    app.use(passport.initialize());
    app.use(passport.session());
  },
};
