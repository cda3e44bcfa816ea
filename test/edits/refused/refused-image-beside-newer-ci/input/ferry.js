const express = require('express');

const app = express();
app.use(express.json());
app.get('/times', (req, res) => res.json([]));
app.listen(3000);
