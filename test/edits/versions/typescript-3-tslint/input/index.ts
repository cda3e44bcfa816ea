import express from 'express';

const bell = express();
bell.get('/ring', (req, res) => res.send('ding'));
bell.listen(3000);
