#!/usr/bin/env node
'use strict'
const express = require('express')
    , session = require('express-session')
    , FileStore = require('session-file-store')(session)
    , { secret } = require('./settings')

const app = express()
app.use(session({
    store: new FileStore({ path: './sessions' }),
    secret: secret,
    resave: true,
    saveUninitialized: true
}))
app.get('/', (req, res) => res.send('ok'))
app.listen(3000)
