const express = require('express');
const morgan = require('morgan');
const passport = require('passport');

const app = express();
const dev = process.env.NODE_ENV !== 'production';

app.use(express.static('public'));
const common = [express.json()];
if (dev) common.push(morgan('dev'));
common.push(passport.initialize(), passport.session());
app.use([].concat(common));

app.get('/', (req, res) => res.json(req.user));

app.listen(3000);
