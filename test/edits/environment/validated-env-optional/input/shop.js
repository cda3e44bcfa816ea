import express from 'express';
import { settings } from './settings.js';

const shop = express();
shop.use(express.json());
shop.get('/hats', (req, res) => res.json([]));
shop.listen(settings.PORT);
