const path = require('path');
const express = require('express');
const dotenv = require('dotenv');

if (process.env.NODE_ENV === 'test') dotenv.config({ path: './.env.test' });
else
  dotenv.config({
    path: path.join(
      __dirname,
      process.env.NODE_ENV === undefined ? '.env.development' : `.env.${process.env.NODE_ENV}`,
    ),
  });

const app = express();
app.use(express.json());
app.get('/', (req, res) => res.json(req.session));
app.listen(3000);
