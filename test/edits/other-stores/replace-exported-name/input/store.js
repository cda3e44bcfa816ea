const session = require('express-session');
const connect = require('connect-redis')(session);

const redisStore = new connect({ host: 'cache' });

module.exports = { redisStore };
