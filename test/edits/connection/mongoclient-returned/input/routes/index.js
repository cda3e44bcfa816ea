const { Router } = require('express');
const { countBoats } = require('../database');

exports.routes = Router().get('/', async (req, res) => res.json(await countBoats()));
