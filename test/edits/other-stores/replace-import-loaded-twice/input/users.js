const router = require('express').Router();
const { pool } = require('./db');

router.get('/', (req, res) => pool.query('SELECT name FROM users', (error, rows) => res.json(rows)));
module.exports = router;
