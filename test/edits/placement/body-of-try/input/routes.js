module.exports = (app) => {
  app.get('/topics', (req, res) => res.json([]));
};
