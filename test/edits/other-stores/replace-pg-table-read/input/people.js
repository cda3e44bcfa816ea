const { Pool } = require('pg');

const pool = new Pool();

exports.pool = pool;
exports.forget = async (id) => {
  await pool.query('DELETE FROM people WHERE id = $1', [id]);
  await pool.query(`DELETE FROM visits WHERE sess->>'user' = $1`, [id]);
};
