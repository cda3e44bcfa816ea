#!/usr/bin/env node
'use strict'
const express = require('express')
    , cookieParser = require('cookie-parser')
    , session = require('express-session')
    , FileStore = require('session-file-store')(session)
    , { secret, port } = require('./settings')

const questions = [
    { text: 'Two and two?', answer: '4' },
    { text: 'Capital of Peru?', answer: 'Lima' }
]

const app = express()

app.use('/static', express.static(__dirname + '/static'))
app.use(express.urlencoded({ extended: false }))
app.use(cookieParser(secret))
app.use(session({
    store: new FileStore({ path: './sessions', ttl: 86400, logFn: function () {} }),
    secret: secret,
    resave: true,
    saveUninitialized: true
}))

app.get('/', (req, res) => {
    const at = req.session.at || 0
    res.type('html').send(at < questions.length ? `<p>${questions[at].text}` : `<p>Score ${req.session.score}`)
})

app.post('/', (req, res) => {
    const at = req.session.at || 0
    if (!questions[at]) return res.status(409).send('<p>The quiz is over')
    const right = req.body.answer === questions[at].answer
    req.session.at = at + 1
    req.session.score = (req.session.score || 0) + (right ? 1 : 0)
    res.redirect('/')
})

app.get('/language', (req, res) => {
    res.send(req.signedCookies.language || 'en')
})

app.listen(port)
