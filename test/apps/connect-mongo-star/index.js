'use strict';

require('dotenv').config();

const express = require('express'),
  session = require('express-session'),
  MongoStore = require('connect-mongo'),
  players = require('./players');

const app = express();
const dbUrl = process.env.DB_URL || 'mongodb://localhost:27017/chess';

const store = MongoStore.create({
  mongoUrl: dbUrl,
  touchAfter: 24 * 60 * 60, // once a day
});

store.on('error', (e) => console.log('SESSION STORE ERROR', e));

const sessionConfig = {
  store,
  name: 'club',
  secret: process.env.SECRET,
  resave: false,
  saveUninitialized: false,
  cookie: {
    httpOnly: true,
    maxAge: 1000 * 60 * 60 * 24 * 7,
  },
};

app.use(express.static('public'));
app.use(express.json());
app.use(session(sessionConfig));

app.get('/', (req, res) => res.type('text').send('Chess club'));

app.get('/players', (req, res) => res.json(players));

app.get('/players/:id', (req, res) => {
  const player = players.find(({ id }) => id === req.params.id);
  if (!player) return res.status(404).json({ error: 'No such player' });
  res.json(player);
});

app.post('/moves', (req, res) => {
  req.session.moves = [...(req.session.moves ?? []), req.body.move];
  res.status(201).json({ moves: req.session.moves.length });
});

app.get('/moves', (req, res) => res.json({ moves: req.session.moves ?? [] }));

app.post('/resign', (req, res, next) => {
  req.session.destroy((err) => (err ? next(err) : res.clearCookie('club').json({ resigned: true })));
});

app.listen(process.env.PORT || 3000);
