import express from 'express';
import { env } from './env.js';

const app = express();

app.use(express.json());

app.get('/hives', (_req, res) => {
  res.json(env.HIVES.split(','));
});

app.listen(env.PORT);
