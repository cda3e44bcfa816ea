require('dotenv').config();
const { MongoStore } = require('connect-mongo');

module.exports = new MongoStore({ mongoUrl: process.env.MONGODB_URI });
