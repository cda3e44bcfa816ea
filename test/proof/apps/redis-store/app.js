const express = require('express');
const session = require('express-session');

/** Stands for a store of another database, which a proof must not touch. */
class RedisStore extends session.Store {
  get() {
    throw new Error('The store was read');
  }

  set() {
    throw new Error('The store was written');
  }
}

const app = express();
app.use(session({ secret: 'keyboard cat', resave: false, saveUninitialized: false, store: new RedisStore() }));
app.listen(3000);
