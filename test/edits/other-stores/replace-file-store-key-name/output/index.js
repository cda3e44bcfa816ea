require("dotenv").config();
const express = require("express");
const session = require("express-session");
const { MongoStore } = require("connect-mongo");
const { MongoClient } = require("mongodb");

const path = require("path");
const app = express();

app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    cookie: { maxAge: 3600000 },
    store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: "interval" }),
  })
);
app.get("/", (req, res) => res.send(req.session.id));

app.listen(3000);
