const express = require('express');
const cors = require('cors');
const { MongoClient, ServerApiVersion } = require('mongodb');
require('dotenv').config();

const app = express();
app.use(cors());
app.use(express.json());

function verify(req, res, next) {
  if (!req.headers.authorization) return res.sendStatus(401);
  next();
}

const uri = `mongodb+srv://${process.env.DB_USER}:${process.env.DB_PASS}@cluster.example.net/?retryWrites=true`;
const client = new MongoClient(uri, { serverApi: ServerApiVersion.v1 });

async function run() {
  await client.connect();
  const boats = client.db('harbour').collection('boats');
  app.post('/boats', verify, async (req, res) => res.json(await boats.insertOne(req.body)));
}
run().catch(console.dir);

app.get('/', (req, res) => {
  res.send('Harbour');
});

app.listen(5000);
