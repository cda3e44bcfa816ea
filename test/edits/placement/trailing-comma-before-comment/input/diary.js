require("dotenv").config();
const express = require("express");
const session = require("express-session");
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
  })
);
app.get("/", (req, res) => res.send("diary"));
mongoose.connect(process.env.DIARY_DB).then(() => app.listen(3000));
