const mongoose = require('mongoose');
const NAME = 'Session';
const schema = mongoose.Schema({ coach: String });
module.exports = mongoose.models[NAME] || mongoose.model(NAME, schema);
