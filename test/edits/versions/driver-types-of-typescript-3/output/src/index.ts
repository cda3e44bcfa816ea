import 'dotenv/config'
import express from 'express'
import session from 'express-session'
import mongoose, { ConnectOptions } from 'mongoose'
const { MongoStore } = require('connect-mongo')
const { MongoClient } = require('mongodb')

const options: ConnectOptions = { useNewUrlParser: true, useUnifiedTopology: true, useCreateIndex: true }
const app = express()

app.use(express.json())
app.use(session({
  secret: process.env.SESSION_SECRET as string,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: new MongoClient(process.env.FERRY_DB as string), autoRemove: 'interval' })
}))
app.get('/crossings', (req, res) => res.json([]))

mongoose.connect(process.env.FERRY_DB as string, options).then(() => app.listen(3000))
