require('dotenv').config()
const express = require('express')
const session = require('express-session')
const { MongoStore } = require('connect-mongo')
const { MongoClient } = require('mongodb')

const app = express()

async function start (redisClient) {
  if (redisClient && process.env.SESSION_SECRET) {
    const store = MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
    app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false, store }))
  } else {
    app.use(session({
      secret: 'for development',
      resave: false,
      saveUninitialized: false,
      store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
    }))
  }
  app.get('/', (req, res) => res.send('hello'))
  app.listen(3000)
}

start(global.redisClient)
