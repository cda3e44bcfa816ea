import "dotenv/config";
import express from "express";
import session from "express-session";
import { RedisStore } from "connect-redis";
import { createClient } from "redis";

const redisClient = createClient({ url: process.env.REDIS_URL });
redisClient.on("error", (error) => console.error("redis:", error.message));
await redisClient.connect();

const redisStore = new RedisStore({
    client: redisClient,
    prefix: "polls:",
});

const app = express();

app.use(express.static("public"));
app.use(express.json());
app.use(
    session({
        store: redisStore,
        resave: false,
        saveUninitialized: false,
        secret: process.env.SESSION_SECRET,
    }),
);

const votes = { tea: 0, coffee: 0 };

app.get("/", (req, res) => {
    res.json({ question: "Tea or coffee?", votes });
});

app.post("/vote", (req, res) => {
    const { choice } = req.body ?? {};
    if (!(choice in votes)) return res.status(400).json({ error: "tea or coffee" });
    if (req.session.choice) return res.status(409).json({ error: "you have voted", choice: req.session.choice });
    votes[choice] += 1;
    req.session.choice = choice;
    res.status(201).json(votes);
});

app.get("/vote", (req, res) => {
    res.json({ choice: req.session.choice ?? null });
});

app.listen(process.env.PORT ?? 3000);
