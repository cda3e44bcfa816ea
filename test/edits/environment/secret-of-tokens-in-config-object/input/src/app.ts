import express from 'express';
import { check } from './auth';

const app = express();
app.use(express.json());
app.post('/check', (req, res) => {
  res.json(check(req.body.token));
});
app.listen(3000);
