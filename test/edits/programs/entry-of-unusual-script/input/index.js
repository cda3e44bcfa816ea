const start = require("./app");
const connect = require("./db");

connect("mongodb://localhost:27017/Secrets").then(() => start());
