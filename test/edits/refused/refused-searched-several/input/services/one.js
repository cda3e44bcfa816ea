const express = require('express');
const app = express();
app.get('/', (req, res) => res.send('one'));
app.listen(3001);
