const database = require('./database');
const express = require('express');
const cors = require('cors');
const mysql = require('mysql2');
const origins = require('./origins');

const app = express();
const connection = mysql.createConnection({ host: database.host, password: database.password });

app.use(cors(origins));
app.use(express.json());

app.get('/loaves', (req, res) => {
  connection.query('select * from loaves', (error, rows) => res.json(error ? [] : rows));
});

app.listen(3000);
