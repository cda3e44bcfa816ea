module.exports = [{ path: '/', handler: (req, res) => res.json(req.session.cart) }];
