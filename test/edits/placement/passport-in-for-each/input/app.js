const express = require('express');
const passport = require('passport');

const app = express();

[express.json(), passport.initialize(), passport.session()].forEach((handler) => app.use(handler));
['/a', '/b'].forEach((path) => {
  app.get(path, (req, res) => res.json(req.user));
});

app.listen(3000);
