module.exports = function (app) {
  app.get('/', (req, res) => res.send(req.user ? 'in' : 'out'));
};
