const express = require("express");
const mongoose = require("mongoose");
const session = require("express-session");
const { MongoStore } = require("connect-mongo");

const db = require("./config/keys").mongoURI;

mongoose.connect(db, { useNewUrlParser: true });

const app = express();
app.use(
  session({
    secret: process.env.SECRET,
    resave: false,
    saveUninitialized: false,
    store: new MongoStore({ mongoUrl: db })
  })
);
app.get("/", (req, res) => res.send("hello"));
app.listen(3000);
