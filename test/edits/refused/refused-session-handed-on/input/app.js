const session = require('express-session');
const RedisStore = require('connect-redis')(session);
const { createApp } = require('./setup');

const app = createApp({ session: session, store: new RedisStore({}), secret: process.env.SECRET });
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
