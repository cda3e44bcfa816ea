const express = require('express');
const session = require('express-session');
const path = require('path');
const Bread = require('./bread');

const app = express();

app.use(express.static(path.join(__dirname, 'public')));
app.use(express.json());
app.use(session({
  secret: process.env.SESSION_SECRET || 'for development',
  resave: false,
  saveUninitialized: false,
}));

app.get('/health', (req, res) => res.json({ status: 'ok' }));

app.get('/prices/:bread', (req, res) => {
  const price = { rye: 4, wheat: 3 }[req.params.bread];
  if (!price) return res.status(404).json({ error: 'We do not bake that' });
  res.json({ bread: req.params.bread, price });
});

app.get('/stock', async (req, res, next) => {
  try {
    res.json(await Bread.find().sort('name').select('name count -_id'));
  } catch (error) {
    next(error);
  }
});

app.put('/stock/:name', async (req, res, next) => {
  try {
    await Bread.updateOne({ name: req.params.name }, { count: req.body.count }, { upsert: true });
    res.sendStatus(204);
  } catch (error) {
    next(error);
  }
});

app.get('/cart', (req, res) => res.json({ items: req.session.cart || [] }));

app.post('/cart', (req, res) => {
  if (!req.body.bread) return res.status(400).json({ error: 'Which bread?' });
  req.session.cart = [...(req.session.cart || []), req.body.bread];
  res.status(201).json({ items: req.session.cart });
});

module.exports = app;
