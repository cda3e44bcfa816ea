const express = require('express');
const dotenv = require('dotenv');
const mongoose = require('mongoose');

dotenv.config({ path: './config/settings.env' });
mongoose.connect(process.env.MONGO_URI);

const app = express();
app.use(express.json());
app.get('/', (req, res) => res.json([]));
app.listen(process.env.PORT);
