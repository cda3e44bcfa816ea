import 'dotenv/config'
import * as express from 'express'
import * as session from 'express-session'
const { MongoStore } = require('connect-mongo')
const { MongoClient } = require('mongodb')

const app = express()
app.use(express.json())
app.use(parser())
app.get('/', (req, res) => res.json(req.session))
app.listen(3000)

function parser (): express.RequestHandler {
  return session({
    secret: process.env.SESSION_SECRET || '',
    store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI as string), autoRemove: 'interval' }),
    resave: false,
    saveUninitialized: false
  })
}
