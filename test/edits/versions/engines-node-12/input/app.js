require('dotenv').config();
const express = require('express');

const app = express();
app.use(express.urlencoded({ extended: false }));
app.get('/', (req, res) => res.send('rooms'));
app.listen(process.env.PORT || 3000);
