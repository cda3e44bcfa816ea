const express = require('express');
const mongoose = require('mongoose');
const sessions = require('./sessions');

mongoose.connect(process.env.GUESTBOOK_DB);

const app = express();
app.use(sessions);
app.get('/', (req, res) => res.json(req.session));
app.listen(3000);
