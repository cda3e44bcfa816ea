require('dotenv').config();
const express = require('express');
const session = require('express-session');
const PgStore = require('connect-pg-simple')(session);
const { pool, forget } = require('./people');

const pgStore = new PgStore({ pool, tableName: 'visits' });

const app = express();
app.use(session({ store: pgStore, secret: process.env.SECRET, resave: false, saveUninitialized: false }));
app.delete('/people/:id', async (req, res) => res.json(await forget(req.params.id)));
app.listen(3000);
