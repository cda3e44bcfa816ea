import express from 'express';
import settings from './settings';

const app = express();

app.use(express.json());

app.get('/planks', (_req, res) => {
  res.json({ timber: settings.timber.kind });
});

app.listen(settings.server.port);
