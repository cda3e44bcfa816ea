const session = require('express-session');
const mongoose = require('mongoose');
const Store = require('connect-mongo')(session);

module.exports = new Store({ mongooseConnection: mongoose.connection, collection: 'desk' });
