import { openDatabase } from './db/index.js';
import { startServer } from './server.js';

main();

async function main() {
  const uri = process.env.MONGODB_URI || 'mongodb://localhost:27017/books';
  await openDatabase(uri);
  startServer(Number(process.env.PORT) || 3000);
}
