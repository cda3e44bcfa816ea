require("dotenv").config();
const express = require("express");
const session = require("express-session");
const createStore = require("./store");

const app = express();
app.use(express.json());
app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    store: createStore()
  })
);
app.get("/", (req, res) => res.json(req.session));
app.listen(3000);
