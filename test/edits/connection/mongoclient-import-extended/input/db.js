const { MongoClient } = require("mongodb");

const client = new MongoClient(process.env.MONGO_URI);
let database;

async function connect() {
	await client.connect();
	database = client.db(process.env.DB_NAME);
}

module.exports = { client, connect, links: () => database.collection("links") };
