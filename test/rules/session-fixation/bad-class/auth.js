const { Router } = require('express');
const bcrypt = require('bcrypt');

class AuthController {
  constructor() {
    this.router = Router();
    this.router.post('/login', this.login.bind(this));
  }

  async login(req, res, next) {
    if (!(await bcrypt.compare(req.body.password, process.env.ADMIN_HASH)))
      return res.sendStatus(401);
    req.session.isAuthenticated = true;
    req.session.save((err) => (err ? next(err) : res.redirect('/')));
  }
}

module.exports = { AuthController };
