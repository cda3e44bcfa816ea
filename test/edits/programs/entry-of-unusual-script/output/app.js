require("dotenv").config();
const express = require("express");
const session = require("express-session");
const { MongoStore } = require("connect-mongo");
const mongoose = require("mongoose");

const app = express();
app.use(session({
  resave: false,
  saveUninitialized: false,
  secret: process.env.SECRET,
  store: process.env.NODE_ENV === "test"
    ? undefined
    : MongoStore.create({
      clientPromise: new Promise((resolve) => {
        if (mongoose.connection.readyState === 1) resolve();
        else mongoose.connection.once("connected", resolve);
      }).then(() => mongoose.connection.getClient())
    })
}));
app.get("/", (req, res) => res.send("ok"));

module.exports = () => app.listen(4000);
