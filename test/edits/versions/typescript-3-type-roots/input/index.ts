import express from 'express';

const app = express();
app.get('/', (req, res) => {
  res.send(BUILD);
});
app.listen(3000);
