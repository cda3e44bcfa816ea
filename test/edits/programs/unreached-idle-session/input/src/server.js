import express from 'express';
import { logger } from './middlewares/logger.js';

const app = express();
app.use(logger);
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
