require('dotenv').config();
const mongoose = require('libs/mongoose');
const { MongoStore } = require('connect-mongo');

module.exports = new MongoStore({ mongoUrl: process.env.MONGODB_URI });
