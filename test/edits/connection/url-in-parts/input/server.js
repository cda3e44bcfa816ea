var express = require("express");
var mongoose = require("mongoose");

var host = process.env.MONGO_URL || "127.0.0.1:27017/chat";
mongoose.connect("mongodb://" + host);

var app = express();
app.get("/", function (req, res) {
	res.send("chat");
});
app.listen(3000);
