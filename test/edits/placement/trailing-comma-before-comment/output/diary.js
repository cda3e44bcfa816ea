require("dotenv").config();
const express = require("express");
const session = require("express-session");
const { MongoStore } = require("connect-mongo");
const mongoose = require("mongoose");

const app = express();
app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    cookie: {
      maxAge: 3600 * 1000, // one hour
    },
    store: MongoStore.create({
      clientPromise: new Promise((resolve) => {
        if (mongoose.connection.readyState === 1) resolve();
        else mongoose.connection.once("connected", resolve);
      }).then(() => mongoose.connection.getClient()),
    }),
  })
);
app.get("/", (req, res) => res.send("diary"));
mongoose.connect(process.env.DIARY_DB).then(() => app.listen(3000));
