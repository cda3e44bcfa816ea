require('dotenv').config();

module.exports = {
  origin: process.env.SHOP_URL,
  maxAge: Number(process.env.CORS_SECONDS),
};
