const express = require("express");
const mongoose = require("mongoose");
const session = require("express-session");
const MongoStore = require("connect-mongo")(session);

const db = require("./config/keys").mongoURI;
const { secret } = require("./config/keys");
const app = express();

app.use(express.json());
mongoose.connect(db, { useNewUrlParser: true });
app.use(
  session({
    secret,
    resave: false,
    saveUninitialized: false,
    store: new MongoStore({ mongooseConnection: mongoose.connection })
  })
);
app.get("/", (req, res) => res.json(req.session));
app.listen(3000);
