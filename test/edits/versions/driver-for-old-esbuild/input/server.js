import express from 'express';

const app = express();

app.get('/', (req, res) => {
  res.send('folded');
});

app.listen(3000);
