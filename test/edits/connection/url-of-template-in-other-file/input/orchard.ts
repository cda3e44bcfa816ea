import 'dotenv/config';
import express from 'express';
import { connectToTrees } from './trees.js';

const app = express();
app.use(express.json());
app.get('/trees', (_req, res) => {
  res.json([]);
});

await connectToTrees();
app.listen(3000);
