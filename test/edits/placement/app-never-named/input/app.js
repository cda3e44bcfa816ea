require('dotenv').config();
const express = require('express');
const router = require('./router');

express()
  .use(express.static(__dirname + '/public'))
  .use('/api', router)
  .listen(3000, () => console.log('listening'));
