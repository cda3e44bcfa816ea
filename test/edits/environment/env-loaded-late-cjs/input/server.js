const mongoose = require('mongoose');
const app = require('./app');

require('dotenv').config();

mongoose.connect(process.env.DATABASE);
app.listen(3000);
