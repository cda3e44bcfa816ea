import express from 'express';
import { MongoClient } from 'mongodb';

const app = express();
app.use(express.json());

const client = new MongoClient(process.env.MONGO_URI);
await client.connect();

app.get('/', async (req, res) => res.json(await client.db('shop').collection('items').find().toArray()));

app.listen(3000);
