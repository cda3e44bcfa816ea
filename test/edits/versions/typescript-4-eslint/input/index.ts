import express from 'express';

const horn = express();
horn.get('/', (_req, res) => { res.send('honk'); });
horn.listen(3000);
