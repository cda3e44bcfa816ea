const express = require('express');
const morgan = require('morgan');
const passport = require('passport');

const app = express();
const dev = process.env.NODE_ENV !== 'production';

const middlewares = [express.json(), dev && morgan('dev'), passport.initialize(), passport.session()].filter(Boolean);
app.use(middlewares);

app.get('/', (req, res) => res.json(req.user));

app.listen(3000);
