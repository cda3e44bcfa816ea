const express = require('express')
const session = require('express-session')
const { MongoStore } = require('connect-mongo')
const mongoose = require('mongoose')

mongoose.connect(process.env.MONGO_URL)
const app = express()
app.use(session({
  secret: process.env.SECRET,
  resave: false,
  saveUninitialized: false,
  store: new MongoStore({
    clientPromise: new Promise((resolve) => {
      if (mongoose.connection.readyState === 1) resolve()
      else mongoose.connection.once('connected', resolve)
    }).then(() => mongoose.connection.getClient())
  })
}))
app.get('/', (req, res) => res.send('ok'))
app.listen(3000)
