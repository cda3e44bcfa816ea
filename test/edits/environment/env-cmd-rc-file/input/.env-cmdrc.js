module.exports = {
  development: { PORT: 3000, DB_URI: 'mongodb://localhost/fern' },
  production: { PORT: 80 },
};
