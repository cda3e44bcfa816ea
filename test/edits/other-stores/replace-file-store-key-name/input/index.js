require("dotenv").config();
const express = require("express");
const session = require("express-session");
const FileStore = require("session-file-store")(session);

const path = require("path");
const app = express();

app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    cookie: { maxAge: 3600000 },
    store: new FileStore({ path: require("path").join(require("os").tmpdir(), "sessions") }),
  })
);
app.get("/", (req, res) => res.send(req.session.id));

app.listen(3000);
