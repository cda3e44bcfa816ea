const mongoose = require('mongoose');

const orm = (exports.orm = { models: [] });
orm.client = mongoose;
orm.Hive = mongoose.model('Hive', new mongoose.Schema({ queen: String }));
