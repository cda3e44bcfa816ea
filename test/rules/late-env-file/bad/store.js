const { MongoStore } = require('connect-mongo');

module.exports = MongoStore.create({ mongoUrl: process.env.MONGO_URL });
