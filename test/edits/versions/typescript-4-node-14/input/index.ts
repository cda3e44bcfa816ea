import 'dotenv/config';
import express from 'express';

const app = express();
app.get('/lamps', (_req, res) => res.json([]));
app.listen(3000);
