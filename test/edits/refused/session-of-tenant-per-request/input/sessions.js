import session from 'express-session';
export const sessionFor = (host) => session({ name: `${host}.sid`, secret: process.env.SECRET, resave: false, saveUninitialized: false });
