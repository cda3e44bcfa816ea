const { MongoStore } = require("connect-mongo");
const { MongoClient } = require("mongodb");

const store = MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI as string), autoRemove: "interval" });

export const settings = { secret: process.env.SESSION_SECRET as string, resave: false, saveUninitialized: false, store };
