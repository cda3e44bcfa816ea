require('dotenv').config()
const path = require('path')
const express = require('express')
const compression = require('compression')
const helmet = require('helmet')
const mongoose = require('mongoose')
const session = require('express-session')
const { Ticket } = require('./ticket')

mongoose.connect(process.env.DATABASE_URI)

const app = express()
const isProduction = process.env.NODE_ENV === 'production'

app.use(helmet())
app.use(compression())
app.use(express.static(path.join(__dirname, '..', 'public'), { maxAge: isProduction ? '1h' : 0 }))
app.use(express.urlencoded({ extended: true }))

app.use(session({
  name: 'desk',
  secret: process.env.SESSION_SECRET,
  saveUninitialized: false,
  resave: false,
  cookie: { maxAge: 8 * 60 * 60 * 1000, sameSite: 'strict' }
}))

const signedIn = (req, res, next) => req.session.agent ? next() : res.status(401).send('Sign in first')

app.get('/', (req, res) => res.send(`Ticket desk over ${req.protocol}`))

app.post('/sign-in', (req, res) => {
  if (req.body.pin !== '4711') return res.status(403).send('Wrong PIN')
  req.session.regenerate(() => {
    req.session.agent = req.body.agent
    req.session.save(() => res.redirect('/desk'))
  })
})

app.get('/desk', signedIn, (req, res) => res.send(`Desk of ${req.session.agent}`))

app.get('/tickets', async (req, res) => {
  res.json(await Ticket.find().sort('number').select('number text -_id'))
})

app.post('/tickets', signedIn, async (req, res) => {
  const number = await Ticket.countDocuments() + 1
  await Ticket.create({ number, text: req.body.text })
  res.status(201).json({ number })
})

app.post('/sign-out', (req, res, next) => {
  req.session.destroy((err) => err ? next(err) : res.redirect('/'))
})

app.listen(process.env.PORT || 8080)
