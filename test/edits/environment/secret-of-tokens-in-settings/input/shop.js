import 'dotenv/config';
import express from 'express';
import { token } from './token.js';

const shop = express();
shop.use(express.json());
shop.post('/token', async (req, res) => res.json(await token(req.body.name)));
shop.listen(4000);
