import "dotenv/config";
import { readFileSync } from "node:fs";
import bodyParser from "body-parser";
import { MongoStore } from "connect-mongo";
import cors from "cors";
import express from "express";
import session from "express-session";
import helmet from "helmet";
import { MongoClient } from "mongodb";
import { pino } from "pino";
import { tides } from "./tides.js";

const app = express();
const log = pino();

app.use(helmet());
app.use(cors());
app.use(bodyParser.json());
app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: {
      maxAge: 14 * 24 * 60 * 60 * 1000,
      sameSite: "lax",
      secure: "auto",
    },
    store: MongoStore.create({
      client: new MongoClient(process.env.MONGODB_URI),
      autoRemove: "interval",
    }),
  }),
);
app.get("/tides", (_req, res) => res.json(tides(readFileSync("harbours.json"))));
app.listen(3000, () => log.info("ready"));
