#!/usr/bin/env node
'use strict'
require('dotenv').config()
const express = require('express')
    , session = require('express-session')
    , { MongoStore } = require('connect-mongo')
    , { secret } = require('./settings')
const { MongoClient } = require('mongodb')

const app = express()
app.use(session({
    store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' }),
    secret: secret,
    resave: false,
    saveUninitialized: false
}))
app.get('/', (req, res) => res.send('ok'))
app.listen(3000)
