const dotenv = require('dotenv');
const express = require('express');
const mongoose = require('mongoose');

dotenv.config();
dotenv.config({ path: `.env.${process.env.NODE_ENV || 'development'}` });
mongoose.connect(process.env.MONGO_URL);

const app = express();
app.use(express.json());
app.get('/', (req, res) => res.send('tasks'));
app.listen(3000);
