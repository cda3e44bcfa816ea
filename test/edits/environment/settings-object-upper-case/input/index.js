const express = require('express')
const mongoose = require('mongoose')
const session = require('express-session')
const config = require('./config')

mongoose.connect(config.MONGO_URI)

const app = express()

app.use(express.json())
app.use(session({
  secret: 'keyboard cat',
  resave: false,
  saveUninitialized: false
}))

app.get('/', (req, res) => {
  req.session.n = 1
  res.send('x')
})

app.listen(config.PORT)
