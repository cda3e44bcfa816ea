const express = require('express');
const app = express().disable('x-powered-by');
const other = express().get('/o', (q, s) => s.send('o'));
app.use(other);
app.get('/', (req, res) => res.send('x'));
app.listen(3000);
