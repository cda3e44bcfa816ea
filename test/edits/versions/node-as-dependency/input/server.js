require('dotenv').config();
const express = require('express');

const app = express();
app.use(express.json());
app.get('/', (req, res) => res.send('notes'));
app.listen(3000);
