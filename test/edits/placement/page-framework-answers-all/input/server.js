const express = require('express');
const { createRequestHandler } = require('@remix-run/express');

const site = express();
const json = express.json();

site.use(express.static('public'));
site.use((req, res, next) => (req.path === '/hook' ? next() : json(req, res, next)));
site.use(createRequestHandler({ build: require('./build') }));

site.listen(3000);
