const express = require('express');
const { Pool } = require('pg');

const pool = new Pool({ user: process.env.SHOP_DB_USER, password: process.env.SHOP_DB_PASSWORD });
const app = express();
app.use(express.json());
app.get('/products', async (req, res) => res.json((await pool.query('SELECT * FROM products')).rows));
app.listen(3000);
