require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const path = require('path');

const app = express();
app.set("view engine", "ejs");
app.set("views", "pages");
app.use(express.static(path.join(__dirname, "public")));
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: "lax", secure: "auto" },
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: "interval" })
}));
app.get("/", (req, res) => res.render("index", { title: "Signs" }));
app.listen(3000);
