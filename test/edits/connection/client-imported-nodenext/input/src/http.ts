import express from 'express';

export const http = express();

http.use(express.json());
http.get('/apples', (_req, res) => {
  res.send('ripe');
});
