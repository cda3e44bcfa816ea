const express = require('express')
const session = require('express-session')

const secret = process.env.REPL_SLUG
const app = express()
app.use(session({ secret: [secret], resave: false, saveUninitialized: false }))
app.get('/', (req, res) => res.send('x'))
app.listen(3000)
