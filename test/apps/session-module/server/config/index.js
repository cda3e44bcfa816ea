require('dotenv').config();

module.exports = {
  port: process.env.PORT || 3000,
  db: process.env.MONGO_URL || 'mongodb://127.0.0.1:27017/wiki',
  session: {
    secret: process.env.SECRET_KEY || 'not for production',
    name: 'wiki.sid',
  },
};
