require('dotenv').config()
const express = require('express')
const session = require('express-session')
const RedisStore = require('connect-redis')(session)

const app = express()

async function start (redisClient) {
  if (redisClient && process.env.SESSION_SECRET) {
    const store = new RedisStore({ client: redisClient })
    app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false, store }))
  } else {
    app.use(session({ secret: 'for development', resave: false, saveUninitialized: false }))
  }
  app.get('/', (req, res) => res.send('hello'))
  app.listen(3000)
}

start(global.redisClient)
