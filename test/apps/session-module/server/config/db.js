const mongoose = require('mongoose');
const config = require('./index');

module.exports = async () => {
  try {
    await mongoose.connect(config.db);
    console.log('database connected');
  } catch (err) {
    console.error(err);
    process.exit(1);
  }
};
