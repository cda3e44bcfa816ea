const Sequelize = require('sequelize');
const session = require('express-session');
const SequelizeStore = require('connect-session-sequelize')(session.Store);

module.exports = function () {
  const sequelize = new Sequelize('sessions', '', '', { dialect: 'sqlite', storage: './sessions.sqlite' });
  const sessionStore = new SequelizeStore({ db: sequelize });

  sessionStore.sync();

  return sessionStore;
};
