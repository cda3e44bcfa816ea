module.exports = require('mysql2').createPool(process.env.MYSQL_URL);
