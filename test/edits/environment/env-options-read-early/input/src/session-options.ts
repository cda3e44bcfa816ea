import type { SessionOptions } from 'express-session';

export const sessionOptions: SessionOptions = {
  secret: 'roger',
  resave: false,
  saveUninitialized: false,
};
