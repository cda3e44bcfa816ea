const { MongoClient } = require('mongodb');
const build = require('./app');

async function main() {
  const client = await MongoClient.connect(process.env.MONGO_URI);
  build(client).listen(3000);
}

main();
