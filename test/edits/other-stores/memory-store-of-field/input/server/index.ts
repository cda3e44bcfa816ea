import express from "express";
import session from "express-session";
import { storage } from "./storage";

const app = express();
app.use(express.json());
app.use(session({ secret: process.env.SESSION_SECRET!, resave: false, saveUninitialized: false, store: storage.sessionStore }));
app.get("/u", (req, res) => { res.json(storage.getUser(1)); });
app.listen(5000);
