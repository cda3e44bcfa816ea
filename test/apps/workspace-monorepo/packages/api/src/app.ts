import express, { type ErrorRequestHandler } from 'express';
import { parcels } from './parcels.js';

const app = express();

app.set('query parser', 'simple');
app.use(express.static(new URL('../public', import.meta.url).pathname));
app.use(express.json({ limit: '10kb' }));

app.get('/depot', (_req, res) => {
  res.json({ depot: process.env.DEPOT });
});

app.use('/parcels', parcels);

const onError: ErrorRequestHandler = (error, _req, res, _next) => {
  res.status(error.status ?? 500).json({ error: error.message });
};
app.use(onError);

export { app };
