export const options = {
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
};
