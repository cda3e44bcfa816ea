import 'dotenv/config'
import express from 'express'
import session from 'express-session'
import { MongoStore } from 'connect-mongo'
import { MongoClient } from 'mongodb'

const client = new MongoClient(process.env.MONGO_URI as string)
const app = express()
app.use(express.json())
app.use(session({
  name: 'session',
  secret: process.env.SESSION_SECRET as string,
  cookie: { maxAge: 60 * 60 * 1000 },
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client, autoRemove: 'interval' })
}))
app.get('/', (req, res) => { res.json(req.headers) })
client.connect().then(() => app.listen(3000))
