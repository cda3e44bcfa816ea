import express from 'express';
import { settings } from './settings';

const app = express();

app.use(express.json());

app.get('/trees', (_req, res) => {
  res.json(['lemon', 'lime']);
});

app.listen(settings.port);
