const express = require("express");
const mongoose = require("mongoose");
const session = require("express-session");
const MongoStore = require("connect-mongo")(session);

const db = require("./config/keys").mongoURI;

mongoose.connect(db, { useNewUrlParser: true });

const app = express();
app.use(
  session({
    secret: process.env.SECRET,
    resave: false,
    saveUninitialized: false,
    store: new MongoStore({ mongooseConnection: mongoose.connection })
  })
);
app.get("/", (req, res) => res.send("hello"));
app.listen(3000);
