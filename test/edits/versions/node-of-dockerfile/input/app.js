require('dotenv').config();
const express = require('express');

const app = express();
app.get('/', (req, res) => res.send(req.headers.host));
app.listen(3000);
