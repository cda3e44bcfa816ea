const mongoDbStore = require('connect-mongodb-session');
const session = require('express-session');

function createStore() {
    const MongoDbStore = mongoDbStore(session);

    return new MongoDbStore({
        uri: process.env.CONNECTION_URI,
        databaseName: 'shop',
        collection: 'sessions'
    });
}

module.exports = () => ({
    secret: process.env.COOKIE_SECRET,
    resave: false,
    saveUninitialized: false,
    store: createStore(),
    cookie: { maxAge: 4 * 60 * 60 * 1000 }
});
