import express from 'express';
import { price } from './price.js';
import { variables } from './variables.js';

const app = express();

app.use(express.json());

app.post('/firings', (req, res) => {
  res.json({ price: price(req.body.weight) });
});

app.listen(variables.PORT);
