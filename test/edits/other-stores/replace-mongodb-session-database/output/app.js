import express from 'express'
import session from 'express-session'
import { MongoStore } from 'connect-mongo'
import { uri, databaseName, client } from './db.js'

const store = MongoStore.create({
  client,
  autoRemove: 'interval',
  dbName: databaseName,
  collectionName: process.env.COLLECTION,
  stringify: false
})

const app = express()
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false, store }))
app.get('/', (req, res) => res.send('hello'))
app.listen(3000)
