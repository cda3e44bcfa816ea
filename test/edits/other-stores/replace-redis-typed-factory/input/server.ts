import 'dotenv/config'
import * as express from 'express'
import * as session from 'express-session'
import * as connectRedis from 'connect-redis'

const app = express()
app.use(express.json())
app.use(parser())
app.get('/', (req, res) => res.json(req.session))
app.listen(3000)

function parser (): express.RequestHandler {
  let RedisStore: connectRedis.RedisStore = connectRedis(session)
  return session({
    secret: process.env.SESSION_SECRET || '',
    store: new RedisStore({}),
    resave: true,
    saveUninitialized: true
  })
}
