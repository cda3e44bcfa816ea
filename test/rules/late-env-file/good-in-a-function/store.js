const { MongoStore } = require('connect-mongo');

exports.createStore = () => MongoStore.create({ mongoUrl: process.env.MONGO_URL });
