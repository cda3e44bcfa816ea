import express from 'express';
import mongoose from 'mongoose';

void mongoose.connect(process.env.DB!);
const app = express();
app.get('/', (_req, res) => {
  res.send('x');
});
app.listen(3000);
