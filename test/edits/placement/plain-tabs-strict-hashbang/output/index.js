#!/usr/bin/env node
'use strict';

// The server of the shop.
require('dotenv').config();
var express = require('express');
var session = require('express-session');
var { MongoStore } = require('connect-mongo');
var { MongoClient } = require('mongodb');
var app = express();

app.use(express.urlencoded({ extended: false }));

app.use(session({
	secret: process.env.SESSION_SECRET,
	resave: false,
	saveUninitialized: false,
	rolling: true,
	cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
	store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}));

app.get('/', function (req, res) {
	res.end('ok');
});

app.listen(8080);
