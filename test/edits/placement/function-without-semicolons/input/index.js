import "dotenv/config";
import express from "express";
import { readFile } from "node:fs/promises";

const apples = async () => JSON.parse(await readFile("apples.json", "utf8"));

function createApp() {
  const app = express()
  app.use(express.json())
  app.get("/apples", async (req, res) => res.json(await apples()))
  return app
}

createApp().listen(3000);
