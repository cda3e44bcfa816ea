import express from 'express';
import { MongoClient as Client } from 'mongodb';

const app = express();
app.use(express.json());

Client.connect(process.env.MONGO_URI).then((client) => {
  app.get('/', async (req, res) => res.json(await client.db('shop').collection('items').find().toArray()));
  app.listen(3000);
});
