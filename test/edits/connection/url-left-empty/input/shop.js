import express from 'express';
import { database, hats } from './hats.js';

const shop = express();
shop.use(express.json());
shop.get('/hats', async (req, res) => res.json({ from: database, hats: await hats() }));
shop.listen(4000);
