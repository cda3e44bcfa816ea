const express = require('express')
const expressSession = require('express-session')

const app = express()
app.use(expressSession())
app.get('/', (req, res) => res.send('ok'))
app.listen(3000)
