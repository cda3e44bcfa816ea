require("dotenv").config();
var express = require("express");
var session = require("express-session");
var { MongoStore } = require("connect-mongo");
var { MongoClient } = require("mongodb");
var mongoose = require("mongoose");

var host = process.env.MONGO_URL || "127.0.0.1:27017/chat";
mongoose.connect("mongodb://" + host);

var app = express();
app.use(session({
	secret: process.env.SESSION_SECRET,
	resave: false,
	saveUninitialized: false,
	rolling: true,
	cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: "lax", secure: "auto" },
	store: MongoStore.create({ client: new MongoClient("mongodb://" + host), autoRemove: "interval" })
}));
app.get("/", function (req, res) {
	res.send("chat");
});
app.listen(3000);
