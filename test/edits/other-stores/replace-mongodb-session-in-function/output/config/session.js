const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

function createStore() {
    return MongoStore.create({
        client: new MongoClient(process.env.CONNECTION_URI),
        autoRemove: 'interval',
        dbName: 'shop',
        stringify: false
    });
}

module.exports = () => ({
    secret: process.env.COOKIE_SECRET,
    resave: false,
    saveUninitialized: false,
    store: createStore(),
    cookie: { maxAge: 4 * 60 * 60 * 1000 }
});
