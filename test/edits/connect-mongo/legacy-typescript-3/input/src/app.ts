import "dotenv/config";
import express from "express";
import "./db";
import { makeSession } from "./session";

const app = express();
app.use(express.json());
app.use(makeSession());
app.get("/", (req, res) => res.json(req.session));
app.listen(3000);
