import 'dotenv/config';

export const sessionConfig = {
  name: 'sid',
  secret: process.env.SESS_SECRET,
  resave: false,
  saveUninitialized: false,
  cookie: {
    httpOnly: true,
    expires: new Date(Date.now() + 1000 * 60 * 60), // one hour
  }, // cookie
};
