require('dotenv').config();

module.exports = {
  development: { station: process.env.VALLEY },
  production: { station: process.env.SUMMIT },
};
