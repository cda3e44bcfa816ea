require('dotenv').config();
const express = require('express');
const flash = require('connect-flash');
const { createConnection } = require('./db');
const routes = require('./routes');

const app = express();
app.set('view engine', 'ejs');

createConnection()
  .then(() => {
    app.use(express.json());
    app.use('/', routes);
    app.listen(3000);
  })
  .catch(console.error);

app.use(flash());
app.use('/', routes);
