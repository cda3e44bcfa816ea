const express = require('express');
const mongoose = require('mongoose');

mongoose.connect(process.env.MONGO_URL);

const app = express();
app.use(express.json());
app.get('/', (req, res) => res.send(req.session.id));

app.listen(3000);
