const session = require('express-session');
// the Redis store inherits
// from session.Store
const RedisStore = require('connect-redis')(session);

const options = { secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false };

module.exports = (client) => session({ ...options, store: new RedisStore({ client }) });
