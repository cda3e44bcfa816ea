import express from "express";
import mongoose from "mongoose";
import React from "react";
import { renderToString } from "react-dom/server";

const Page = ({ name }) => <html><body><h1>{name}</h1></body></html>;

mongoose.connect("mongodb://localhost/pages");

const app = express();
app.use("/static", express.static("static"));
app.get("*", (req, res) => {
	res.send(renderToString(<Page name="home" />));
});
app.listen(3000);
