import mongoose from 'mongoose';
import app from './app.js';
import { config } from './config/index.js';

async function main() {
  await mongoose.connect(config.mongoUri);
  app.listen(config.port, () => console.log(`listening on ${config.port}`));
}

main();
