require("dotenv").config();
const express = require("express");
const session = require("express-session");
const { MongoStore } = require("connect-mongo");
const { connect, links, client } = require("./db");

const app = express();
app.use(express.urlencoded({ extended: false }));
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: "lax", secure: "auto" },
  store: MongoStore.create({ client, dbName: process.env.DB_NAME, autoRemove: "interval" })
}));
app.get("/", async (req, res) => res.json(await links().find().toArray()));

connect().then(() => app.listen(3000));
