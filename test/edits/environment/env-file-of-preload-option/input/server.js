require("dotenv/config");
const express = require("express");

const app = express();
app.get("/todo", (req, res) => res.json([]));
app.listen(process.env.PORT);
