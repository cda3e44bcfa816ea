const mysql = require('mysql2');

exports.pool = mysql.createPool(process.env.MYSQL_URL);
