import express from 'express'
import cookieSession from 'cookie-session'

const app = express()
app.use(cookieSession({ secret: process.env.KEY, signed: true, sameSite: 'lax', maxAge: 86_400_000 }))
app.get('/', (req, res) => {
  req.session!.visits = (req.session!.visits ?? 0) + 1
  res.json(req.session!.visits)
})
app.listen(3000)
