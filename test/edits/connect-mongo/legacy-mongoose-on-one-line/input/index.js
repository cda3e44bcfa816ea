const express = require('express')
const session = require('express-session')
const MongoStore = require('connect-mongo')(session)
const mongoose = require('mongoose')

mongoose.connect(process.env.ORCHARD_URL)

const app = express()
app.use(session({
  secret: process.env.ORCHARD_KEY,
  store: new MongoStore({ mongooseConnection: mongoose.connection }),
  resave: false,
  saveUninitialized: false
}))
app.get('/trees', (req, res) => res.json(req.session.trees))
app.listen(8080)
