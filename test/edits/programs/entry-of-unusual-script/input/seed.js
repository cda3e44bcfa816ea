const { MongoClient } = require("mongodb");
const start = require("./app");

new MongoClient("mongodb://localhost:27017/other").connect().then(start);
