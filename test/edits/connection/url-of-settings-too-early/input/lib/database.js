const mongoose = require('mongoose');
const keys = require('../config');

mongoose.connect(keys.mongo.url);
