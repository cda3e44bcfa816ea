const express = require('express');
const { createConnection } = require('typeorm');

const app = express();
app.get('/', (req, res) => res.send('ok'));
createConnection().then(() => app.listen(3000));
