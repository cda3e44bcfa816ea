import 'dotenv/config'
import express from 'express'
import session from 'express-session'
import { MongoStore } from 'connect-mongo'
import { MongoClient } from 'mongodb'

declare module 'express-session' {
  interface SessionData {
    // As with cookie-session, any property is allowed. Declare yours here for type checking.
    [name: string]: any
  }
}

const app = express()
app.use(session({
  secret: process.env.KEY as string,
  cookie: { sameSite: 'lax', maxAge: 86_400_000 },
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI as string), autoRemove: 'interval' })
}))
app.get('/', (req, res) => {
  req.session!.visits = (req.session!.visits ?? 0) + 1
  res.json(req.session!.visits)
})
app.listen(3000)
