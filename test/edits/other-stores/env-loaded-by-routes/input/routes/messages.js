const { Router } = require('express');
const pool = require('../db/pool');

module.exports = Router().get('/', async (req, res) => {
  const { rows } = await pool.query('SELECT * FROM messages');
  res.json(rows);
});
