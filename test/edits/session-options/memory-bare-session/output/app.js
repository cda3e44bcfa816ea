require('dotenv').config()
const express = require('express')
const expressSession = require('express-session')
const { MongoStore } = require('connect-mongo')
const { MongoClient } = require('mongodb')

const app = express()
app.use(expressSession({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  cookie: { sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}))
app.get('/', (req, res) => res.send('ok'))
app.listen(3000)
