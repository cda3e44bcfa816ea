import session from 'express-session';

export const visitors = session({ secret: process.env.QUARRY_SECRET, resave: false, saveUninitialized: false });
