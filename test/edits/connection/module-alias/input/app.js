require('module-alias/register');
require('dotenv').config();
const express = require('express');
require('@config/db');
const sessions = require('@config/session');
const app = express();
app.use(sessions);
app.get('/', (req, res) => res.end());
app.listen(3000);
