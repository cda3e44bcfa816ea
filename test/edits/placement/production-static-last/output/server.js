require("dotenv").config();
const express = require("express"),
      path = require("path"),
      mongoose = require("mongoose");
const session = require("express-session");
const { MongoStore } = require("connect-mongo");

mongoose.connect(process.env.MONGODB_URI || "mongodb://localhost/todo");

const app = express();

app.use(express.urlencoded({ extended: true }), express.json());

if (process.env.NODE_ENV === "production") {
  app.use(express.static("client/build"));
}

app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: "lax", secure: "auto" },
  store: MongoStore.create({ client: mongoose.connection.getClient(), autoRemove: "interval" })
}));

app.use(require("./routes"));

app.get("*", (req, res) => res.sendFile(path.join(__dirname, "client/build/index.html")));

app.listen(process.env.PORT || 3001);
