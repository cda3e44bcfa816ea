const cookieSession = require('cookie-session');

module.exports = (app) => {
  app.use(cookieSession({ name: 'sid', secret: process.env.SECRET }));
};
