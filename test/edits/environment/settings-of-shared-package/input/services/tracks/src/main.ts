import express from 'express';
import { settings } from '@depot/settings';

const app = express();

app.use(express.json());

app.get('/tracks', (_req, res) => {
  res.json({ queue: settings.QUEUE });
});

app.listen(settings.PORT);
