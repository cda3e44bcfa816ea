const express = require('express');
const morgan = require('morgan');
const passport = require('passport');

const app = express();
const dev = process.env.NODE_ENV !== 'production';

const parsers = [express.json(), express.urlencoded({ extended: false })];
const auth = [passport.initialize(), passport.session()];
app.use(parsers);
app.use(...[...(dev ? [morgan('dev')] : []), ...auth]);

app.get('/', (req, res) => res.json(req.user));

app.listen(3000);
