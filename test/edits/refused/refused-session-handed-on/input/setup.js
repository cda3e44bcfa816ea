const express = require('express');
const flash = require('connect-flash');

exports.createApp = function (options) {
  options.secret = options.secret || 'desk';
  if (!options.session) throw new Error('no session');
  const app = express();
  app.use(express.json());
  app.use(options.session({ secret: options.secret, store: options.store, resave: false, saveUninitialized: false }));
  app.use(flash());
  return app;
};
