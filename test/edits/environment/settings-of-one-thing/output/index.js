const database = require('./database');
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const cors = require('cors');
const mysql = require('mysql2');
const origins = require('./origins');

const app = express();
const connection = mysql.createConnection({ host: database.host, password: database.password });

app.use(cors(origins));
app.use(express.json());
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}));

app.get('/loaves', (req, res) => {
  connection.query('select * from loaves', (error, rows) => res.json(error ? [] : rows));
});

app.listen(3000);
