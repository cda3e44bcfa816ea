const mongoose = require('libs/mongoose');
const { MongoStore } = require('connect-mongo');
const config = require('config');

module.exports = new MongoStore({ mongoUrl: config.get('mongoose:uri') });
