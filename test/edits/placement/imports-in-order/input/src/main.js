import { readFileSync } from "node:fs";
import bodyParser from "body-parser";
import cors from "cors";
import express from "express";
import helmet from "helmet";
import { pino } from "pino";
import { tides } from "./tides.js";

const app = express();
const log = pino();

app.use(helmet());
app.use(cors());
app.use(bodyParser.json());
app.get("/tides", (_req, res) => res.json(tides(readFileSync("harbours.json"))));
app.listen(3000, () => log.info("ready"));
