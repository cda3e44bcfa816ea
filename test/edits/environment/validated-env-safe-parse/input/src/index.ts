import express from 'express';
import mongoose from 'mongoose';
import { env } from './env.js';

await mongoose.connect(env.MONGO_URI);

const app = express();

app.use(express.json());
app.get('/', (_req, res) => {
  res.send('ok');
});

app.listen(3000);
