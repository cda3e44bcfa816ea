import session from 'express-session';

const common = { resave: false };

export const userSession = session({
  name: 'user.sid',
  secret: process.env.SESSION_SECRET,
  resave: common.resave,
  saveUninitialized: false,
});

export const adminSession = session({
  name: 'admin.sid',
  secret: process.env.SESSION_SECRET,
  resave: common.resave,
  saveUninitialized: false,
});
