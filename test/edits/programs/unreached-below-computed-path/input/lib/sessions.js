const session = require('express-session');

exports.sessions = (app) => {
  app.use(session({ secret: process.env.SECRET, resave: false, saveUninitialized: false }));
};
