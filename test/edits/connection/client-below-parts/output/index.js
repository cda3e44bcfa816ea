const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
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
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client, dbName: 'harbour', autoRemove: 'interval' })
}));

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
