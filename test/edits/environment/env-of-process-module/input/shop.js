import 'dotenv/config';
import express from 'express';
import { hats } from './hats.js';

const shop = express();
shop.use(express.json());
shop.get('/hats', async (req, res) => res.json(await hats()));
shop.listen(4000);
