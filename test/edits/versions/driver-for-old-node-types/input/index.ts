import express from 'express';

const app = express();

app.use(express.json());
app.get('/ropes', (_req, res) => {
  res.json([]);
});

app.listen(3000);
