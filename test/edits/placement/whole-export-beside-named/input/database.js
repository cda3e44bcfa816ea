const mongoose = require('mongoose');
const config = require('./config');
let conn;
module.exports.get = async () => { conn = conn || await mongoose.createConnection(config.db).asPromise(); return conn; };
