const express = require('express');
require('./load');

const app = express();
app.use(express.json());
app.get('/', (req, res) => res.send('orders'));
app.listen(3000);
