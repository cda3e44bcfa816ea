require("dotenv").config();
const express = require("express");
const { connect, links } = require("./db");

const app = express();
app.use(express.urlencoded({ extended: false }));
app.get("/", async (req, res) => res.json(await links().find().toArray()));

connect().then(() => app.listen(3000));
