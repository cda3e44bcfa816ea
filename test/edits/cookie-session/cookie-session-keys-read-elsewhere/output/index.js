require('dotenv').config()
const express = require('express')
const session = require('express-session')
const { MongoStore } = require('connect-mongo')
const { MongoClient } = require('mongodb')
const Keygrip = require('keygrip')

const KEYS = ['qwertyzxcvbnm']
const grip = new Keygrip(KEYS)
const app = express()
app.use(session({
  secret: KEYS,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}))
app.get('/', (req, res) => res.send(grip.sign('ok')))
app.listen(3000)
