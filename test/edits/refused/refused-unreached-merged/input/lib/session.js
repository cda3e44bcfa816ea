const session = require('express-session');
const settings = require('nconf').get('session');

module.exports = (app) => {
  app.use(session(settings));
};
