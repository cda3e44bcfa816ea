const express = require('express');
const log = require('@notes/log');

const app = express();
app.use(log());
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
