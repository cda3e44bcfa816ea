import express from "express";
import session from "express-session";
import { settings } from "./session";

const app = express();
app.use(express.json());
app.use(session(settings));
app.get("/", (req, res) => res.json(req.session));
app.listen(3000);
