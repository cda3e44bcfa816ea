import express from 'express';
import path from 'node:path';
import { endpoints } from './endpoints.js';

const app = express();
app.use(express.json());

for (const { verb, url, handle } of endpoints) {
  app[verb](url, handle);
}

if (process.env.NODE_ENV === 'production') {
  app.use(express.static(path.resolve('client')));
  app.get('*', (_req, res) => res.sendFile(path.resolve('client/index.html')));
}

app.listen(3000);
