import { MongoClient } from 'mongodb';

const { MONGO_URL, MONGO_DB } = process.env;

let db;
const mongo = new MongoClient(MONGO_URL);
mongo
  .connect()
  .then(() => {
    db = mongo.db(MONGO_DB);
  })
  .catch(console.error);

export { db };
