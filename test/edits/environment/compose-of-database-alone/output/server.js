require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const { Pool } = require('pg');

const pool = new Pool({ user: process.env.SHOP_DB_USER, password: process.env.SHOP_DB_PASSWORD });
const app = express();
app.use(express.json());
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}));
app.get('/products', async (req, res) => res.json((await pool.query('SELECT * FROM products')).rows));
app.listen(3000);
