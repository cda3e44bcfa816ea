require('dotenv').config()
const express = require('express')
const session = require('express-session')
const { SessionStore, connect } = require('./session-store')

const app = express()
app.use(express.json())
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: new SessionStore(connect(process.env.MONGODB_URI))
}))
app.get('/', (req, res) => res.send('ok'))
app.listen(3000)
