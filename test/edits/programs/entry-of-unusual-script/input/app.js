require("dotenv").config();
const express = require("express");
const session = require("express-session");

const app = express();
app.use(session({ resave: false, saveUninitialized: false, secret: process.env.SECRET }));
app.get("/", (req, res) => res.send("ok"));

module.exports = () => app.listen(4000);
