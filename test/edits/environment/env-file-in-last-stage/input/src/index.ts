import { config } from 'dotenv';
config();
import express from 'express';

const app = express();
app.get('/', (_req, res) => {
  res.send('x');
});
app.listen(3000);
