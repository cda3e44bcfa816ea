const express = require('express')
const cookie = require('cookie-session')
const Keygrip = require('keygrip')

const KEYS = ['qwertyzxcvbnm']
const grip = new Keygrip(KEYS)
const app = express()
app.use(cookie({ keys: KEYS }))
app.get('/', (req, res) => res.send(grip.sign('ok')))
app.listen(3000)
