require('dotenv').config()
const express = require('express')

express()
  .use(express.static('public')) // files
  // routes
  .get('/', (req, res) => res.send(req.headers.host))
  .listen(3000)
