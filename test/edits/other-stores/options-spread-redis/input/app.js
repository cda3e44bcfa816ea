require('dotenv').config();
const express = require('express');
const session = require('express-session');
const sessionOptions = require('./config/session');
const { connectStore } = require('./config/redis');

const app = express();
app.use(express.json());
const store = connectStore();
app.use(session({ ...sessionOptions(process.env), store }));
app.get('/', (req, res) => res.json(req.session));
app.listen(3000);
