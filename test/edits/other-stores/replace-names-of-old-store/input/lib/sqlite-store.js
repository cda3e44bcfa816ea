const session = require('express-session');
const connect = require('connect-sqlite3')(session);

const SQLiteStore = new connect({ db: 'sessions', dir: './db' });

SQLiteStore.on('disconnect', () => console.log('gone'));

module.exports = SQLiteStore;
