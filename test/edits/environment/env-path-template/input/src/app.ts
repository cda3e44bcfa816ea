import express from 'express';
import { PORT } from './config';

const app = express();
app.get('/', (req, res) => res.send('ok'));
app.listen(PORT);
