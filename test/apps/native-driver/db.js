const { MongoClient } = require("mongodb");

const client = new MongoClient(process.env.MONGO_URI);
let database;

/** Connects once; everybody else asks for the collections afterwards. */
async function connect() {
	await client.connect();
	database = client.db(process.env.DB_NAME);
	await database.collection("links").createIndex({ slug: 1 }, { unique: true });
	return database;
}

function links() {
	if (!database) throw new Error("Not connected");
	return database.collection("links");
}

module.exports = { client, connect, links };
