import dotenv from 'dotenv';
dotenv.config();
import express from 'express';
import { defaults } from './defaults.js';

const app = express();

app.use(express.json());

app.get('/', (_req, res) => {
  res.send(defaults.title);
});

app.listen(defaults.port);
