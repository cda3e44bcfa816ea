import express from 'express';

const kiosk = express();

kiosk.use(express.urlencoded({ extended: false }));
kiosk.get('/tickets', (_req, res) => {
  res.json([]);
});

kiosk.listen(8080);
