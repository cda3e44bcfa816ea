import { startServer } from './server.js';

main();

function main() {
  const uri = process.env.MONGODB_URI || 'mongodb://localhost:27017/books';
  startServer(Number(process.env.PORT) || 3000, uri);
}
