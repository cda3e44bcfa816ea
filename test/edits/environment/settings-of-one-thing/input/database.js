require('dotenv').config();

module.exports = {
  host: process.env.DB_HOST,
  password: process.env.DB_PASSWORD,
};
