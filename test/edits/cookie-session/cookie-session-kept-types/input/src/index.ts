import 'dotenv/config'
import express from 'express'
import cookieSession from 'cookie-session'
import { MongoClient } from 'mongodb'

const client = new MongoClient(process.env.MONGO_URI as string)
const app = express()
app.use(express.json())
app.use(cookieSession({ name: 'session', keys: [process.env.SESSION_SECRET as string], maxAge: 60 * 60 * 1000 }))
app.get('/', (req, res) => { res.json(req.headers) })
client.connect().then(() => app.listen(3000))
