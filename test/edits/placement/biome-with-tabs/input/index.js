import "dotenv/config";
import express from "express";

const app = express();
app.get("/", (req, res) => res.send("light"));
app.listen(3000);
