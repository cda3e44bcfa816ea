#!/usr/bin/env node
'use strict';

// The server of the shop.
var express = require('express');
var app = express();

app.use(express.urlencoded({ extended: false }));

app.get('/', function (req, res) {
	res.end('ok');
});

app.listen(8080);
