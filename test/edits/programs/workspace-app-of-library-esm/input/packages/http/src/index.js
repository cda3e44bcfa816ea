import express from 'express';
import session from 'express-session';

export const createApp = () => {
  const app = express();
  app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false }));
  return app;
};
