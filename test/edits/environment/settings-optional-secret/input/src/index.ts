import express from 'express';
import { options } from './options';

const app = express();

app.use(express.urlencoded({ extended: false }));

app.get('/departures', (_req, res) => {
  res.json({ harbour: options.harbour, departures: [] });
});

app.listen(options.port);
