import "dotenv/config";
import * as express from "express";
import * as session from "express-session";
import { settings } from "./settings";

const app = express();
app.use(express.json());
app.use(session(settings));
app.get("/", (req, res) => res.json(req.session));
app.listen(3000);
