require('dotenv').config();
const express = require('express');

const app = express();
app.use(express.urlencoded({ extended: false }));
app.get('/', (req, res) => res.json(session.title));
app.get('/seats', (req, res) => res.send(app.locals.seats.constructor(app)));
app.listen(3000);
