import express from 'express';
import { openDatabase } from './db/index.js';

export async function startServer(port: number, location: string): Promise<void> {
  const db = await openDatabase(location);
  const app = express();
  app.use(express.json());
  app.get('/', (req, res) => {
    res.send(db.databaseName);
  });
  app.listen(port);
}
