require('dotenv').config();
module.exports = {
  port: process.env.PORT || 3000,
  session: { secret: process.env.APP_SECRET },
};
