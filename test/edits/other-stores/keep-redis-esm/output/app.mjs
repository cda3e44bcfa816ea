import "dotenv/config";
import express from "express";
import session from "express-session";
import { MovingStore } from "./moving-store.mjs";
import { MongoClient } from "mongodb";
import { RedisStore } from "connect-redis";
import { createClient } from "redis";

const redisClient = createClient({ url: process.env.REDIS_URL });
await redisClient.connect();

const redisStore = new MovingStore({
    client: new MongoClient(process.env.MONGODB_URI),
    autoRemove: "interval",
}, new RedisStore({
    client: redisClient,
    prefix: "polls:",
}));

const app = express();
app.use(session({ store: redisStore, resave: false, saveUninitialized: false, secret: process.env.SESSION_SECRET }));
app.get("/", (req, res) => res.send("ok"));
app.listen(3000);
