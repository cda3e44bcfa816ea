const express = require("express"),
      path = require("path"),
      mongoose = require("mongoose");

mongoose.connect(process.env.MONGODB_URI || "mongodb://localhost/todo");

const app = express();

app.use(express.urlencoded({ extended: true }), express.json());

if (process.env.NODE_ENV === "production") {
  app.use(express.static("client/build"));
}

app.use(require("./routes"));

app.get("*", (req, res) => res.sendFile(path.join(__dirname, "client/build/index.html")));

app.listen(process.env.PORT || 3001);
