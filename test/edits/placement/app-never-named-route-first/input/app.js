require('dotenv').config();
const express = require('express');

express().get('/', (req, res) => res.send(req.headers.host)).listen(3000);
