const express = require('express');
const app = express();
app.get('/', (req, res) => res.send('two'));
app.listen(3002);
