import express from 'express';
import { settings } from './settings';

export function startServer(): void {
  const app = express();
  app.use(express.json());
  app.get('/crossings', (_req, res) => {
    res.json([]);
  });
  app.listen(settings.port);
}
