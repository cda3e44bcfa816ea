const express = require('express')
const admin = require('./admin')

const app = express()

app.use(express.static('public'))
app.use('/admin', admin)
app.get('/', (req, res) => res.send('front'))

app.listen(8080)
