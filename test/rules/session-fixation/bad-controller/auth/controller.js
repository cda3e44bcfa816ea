const bcrypt = require('bcrypt');
const { startSession } = require('./session');
const { find } = require('./users');

exports.signin = async (req, res) => {
  const { email, password } = req.body;
  const user = await find(email);
  if (!(await bcrypt.compare(password, user.hash))) return res.sendStatus(401);
  startSession(req, user, () => res.redirect('/'));
};
