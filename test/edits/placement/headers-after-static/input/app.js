const express = require('express');
const cors = require('cors');
const helmet = require('helmet');
const papers = require('./papers');

const app = express();

app.use(express.json());
app.use(express.static('public'));
app.use(cors({ origin: process.env.FRONT_END, credentials: true }));
app.use(helmet());
app.use('/papers', papers);

app.listen(3000);
