const express = require('express')
const mongoose = require('mongoose')
const session = require('express-session')
const { MongoStore } = require('connect-mongo')
const config = require('./config')

mongoose.connect(config.MONGO_URI)

const app = express()

app.use(express.json())
app.use(session({
  secret: config.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: mongoose.connection.getClient(), autoRemove: 'interval' })
}))

app.get('/', (req, res) => {
  req.session.n = 1
  res.send('x')
})

app.listen(config.PORT)
