const express = require('express');
const mongoose = require('mongoose');
const config = require('./config.json');

mongoose.connect(process.env.MONGODB_URI || config.connectionString);
const router = express.Router();
router.get('/', (req, res) => res.json(req.session));
module.exports = router;
