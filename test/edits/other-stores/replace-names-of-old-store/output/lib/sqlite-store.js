const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

const sessionStore = MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' });

sessionStore.on('disconnect', () => console.log('gone'));

module.exports = sessionStore;
