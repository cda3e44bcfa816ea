const express = require('express');
const session = require('express-session');
const skin = require('mongoskin');

const notes = skin.db('mongodb://localhost:27017/notes').collection('notes');
const app = express();
app.use(session({ secret: 'notes', resave: false, saveUninitialized: false }));
app.get('/', (req, res, next) => notes.find().toArray((error, all) => (error ? next(error) : res.json(all))));
app.listen(3000);
