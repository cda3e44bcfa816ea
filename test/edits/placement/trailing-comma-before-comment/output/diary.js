require("dotenv").config();
const express = require("express");
const session = require("express-session");
const { MongoStore } = require("connect-mongo");
const mongoose = require("mongoose");

mongoose.connect(process.env.DIARY_DB);

const app = express();
app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    cookie: {
      maxAge: 3600 * 1000, // one hour
    },
    store: MongoStore.create({ client: mongoose.connection.getClient(), autoRemove: "interval" }),
  })
);
app.get("/", (req, res) => res.send("diary"));
app.listen(3000);
