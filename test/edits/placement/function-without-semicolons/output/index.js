import "dotenv/config";
import express from "express";
import session from "express-session";
import { MongoStore } from "connect-mongo";
import { MongoClient } from "mongodb";
import { readFile } from "node:fs/promises";

const apples = async () => JSON.parse(await readFile("apples.json", "utf8"));

function createApp() {
  const app = express()
  app.use(express.json())
  app.use(session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: "lax", secure: "auto" },
    store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: "interval" })
  }))
  app.get("/apples", async (req, res) => res.json(await apples()))
  return app
}

createApp().listen(3000);
