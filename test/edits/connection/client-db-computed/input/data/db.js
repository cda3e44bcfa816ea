import { MongoClient } from 'mongodb';

const { MONGO_URL, MONGO_DB } = process.env;
const tenant = () => MONGO_DB.toLowerCase();

let db;
const mongo = new MongoClient(MONGO_URL);
mongo
  .connect()
  .then(() => {
    db = mongo.db(tenant());
  })
  .catch(console.error);

export { db };
