const mongoose = require('mongoose');

exports.createConnection = () => mongoose.connect(process.env.MONGODB_URI);
