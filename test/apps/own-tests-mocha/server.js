require('dotenv').config();

const mongoose = require('mongoose');
const app = require('./app');

async function main() {
  await mongoose.connect(process.env.MONGODB_URL);
  app.listen(process.env.PORT || 3000);
}

main();
