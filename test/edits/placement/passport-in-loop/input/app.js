const express = require('express');
const morgan = require('morgan');
const passport = require('passport');

const app = express();
const dev = process.env.NODE_ENV !== 'production';

const auth = [passport.initialize(), passport.session()];
for (const handler of [express.json(), ...auth]) {
  app.use(handler);
}

app.get('/', (req, res) => res.json(req.user));

app.listen(3000);
