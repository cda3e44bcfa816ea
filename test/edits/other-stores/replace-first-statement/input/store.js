const pool = require('./pool');

const session = require('express-session');
const MySQLStore = require('express-mysql-session')(session);

const store = new MySQLStore({}, pool);

module.exports = store;
