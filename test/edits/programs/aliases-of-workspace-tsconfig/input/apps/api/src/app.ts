import express from 'express';

export const app = express();
app.use(express.json());
app.get('/trainers', (_req, res) => {
  res.json([]);
});
