const express = require('express');
const session = require('express-session');
const { ObjectId } = require('mongodb');

const app = express();
app.use(session({ secret: process.env.SHELF_SECRET, resave: false, saveUninitialized: false }));
app.get('/:id', (req, res) => res.json(new ObjectId(req.params.id)));
app.listen(3000);
