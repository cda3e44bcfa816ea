require('dotenv').config();

module.exports = {
  port: process.env.PORT || 3000,
  canal: process.env.CANAL,
};
