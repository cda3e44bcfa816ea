require('dotenv').config();
const express = require('express');

const app = express();

app.use(express.json());

app.get('/light', (req, res) => res.send('on'));

app.listen(process.env.PORT);
