import express from 'express';
import mongoose from 'mongoose';

async function main() {
  const app = express();
  await mongoose.connect(process.env.DB_URI, { dbName: 'shop' });
  app.use(express.json());
  app.get('/', (req, res) => res.send('ok'));
  app.listen(3000);
}

main().catch(console.error);
