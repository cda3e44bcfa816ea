const mongoose = require('mongoose');

mongoose.connect(process.env.MONGODB_URI);

exports.Poll = mongoose.model('Poll', new mongoose.Schema({ title: String }));
