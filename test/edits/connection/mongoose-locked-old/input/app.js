const express = require('express');
const mongoose = require('mongoose');

mongoose.connect('mongodb://localhost/chat', { useNewUrlParser: true });

const app = express();
app.use(express.json());
app.get('/', (req, res) => res.send('chat'));
app.listen(3000);
