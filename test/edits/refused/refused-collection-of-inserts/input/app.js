import express from 'express';
import { MongoClient } from 'mongodb';

const client = new MongoClient(process.env.MONGO_URL);
const db = client.db('gym');
const app = express();
app.use(express.json());
app.get('/sessions', async (req, res) => res.json(await db.collection('sessions').find().toArray()));
app.post('/sessions', async (req, res) => res.json(await db.collection('sessions').insertOne(req.body)));
app.listen(3000);
