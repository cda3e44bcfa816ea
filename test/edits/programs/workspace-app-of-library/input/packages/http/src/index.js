const express = require('express');
const session = require('express-session');
exports.createApp = () => {
  const app = express();
  app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false }));
  return app;
};
