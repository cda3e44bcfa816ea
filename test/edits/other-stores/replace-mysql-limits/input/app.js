require('dotenv').config();
const express = require('express');
const session = require('express-session');
const MySQLStore = require('express-mysql-session')(session); // express-mysql-session keeps the sessions

const store = new MySQLStore({
  socketPath: process.env.SOCKET,
  user: process.env.DB_USER,
  waitForConnections: true,
  connectionLimit: 10,
  queueLimit: 0,
});

const app = express();
app.use(session({ store, secret: process.env.SECRET, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
