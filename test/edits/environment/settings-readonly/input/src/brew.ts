import express from 'express';
import { settings } from './settings';

const app = express();

app.use(express.json());

app.get('/beers', (_req, res) => {
  res.json({ hops: settings.hops });
});

app.listen(settings.port);
