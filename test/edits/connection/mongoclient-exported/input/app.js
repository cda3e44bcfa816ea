import express from 'express';
import { client } from './db.js';

const app = express();
app.use(express.json());
app.get('/', async (req, res) => res.json(await client.db('shop').collection('items').find().toArray()));
app.listen(3000);
