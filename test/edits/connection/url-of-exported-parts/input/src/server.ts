import express from 'express';
import { openDatabase } from './database';

const app = express();
app.use(express.json());
app.get('/cakes', (_req, res) => res.json([]));

void openDatabase().then(() => app.listen(3000));
