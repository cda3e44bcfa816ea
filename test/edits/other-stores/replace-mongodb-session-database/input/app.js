import express from 'express'
import session from 'express-session'
import connectStore from 'connect-mongodb-session'
import { uri, databaseName } from './db.js'

const MongoStore = connectStore(session)
const store = new MongoStore({
  uri,
  databaseName,
  collection: process.env.COLLECTION
})

const app = express()
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false, store }))
app.get('/', (req, res) => res.send('hello'))
app.listen(3000)
