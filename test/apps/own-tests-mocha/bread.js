const { Schema, model } = require('mongoose');

module.exports = model('Bread', new Schema({ name: String, count: Number }));
