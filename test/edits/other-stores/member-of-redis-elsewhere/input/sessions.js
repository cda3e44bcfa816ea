const RedisStore = require('connect-redis').default;
const { createClient } = require('redis');

const client = createClient();
client.connect();
const sessionStore = new RedisStore({ client });
module.exports = { sessionStore };
