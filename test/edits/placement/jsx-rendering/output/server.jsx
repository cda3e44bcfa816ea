import "dotenv/config";
import { MongoStore } from "connect-mongo";
import express from "express";
import session from "express-session";
import mongoose from "mongoose";
import React from "react";
import { renderToString } from "react-dom/server";

const Page = ({ name }) => <html><body><h1>{name}</h1></body></html>;

mongoose.connect("mongodb://localhost/pages");

const app = express();
app.use("/static", express.static("static"));
app.use(session({
	secret: process.env.SESSION_SECRET,
	resave: false,
	saveUninitialized: false,
	rolling: true,
	cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: "lax", secure: "auto" },
	store: MongoStore.create({ client: mongoose.connection.getClient(), autoRemove: "interval" })
}));
app.get("*", (req, res) => {
	res.send(renderToString(<Page name="home" />));
});
app.listen(3000);
