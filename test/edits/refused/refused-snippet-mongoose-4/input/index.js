const session = require('express-session');
require('mongoose').connect(process.env.MONGO_URI);

module.exports = function mount(app) {
  app.use(session({ secret: process.env.SECRET, resave: false, saveUninitialized: false }));
};
