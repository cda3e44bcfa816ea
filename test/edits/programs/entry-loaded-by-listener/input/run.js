const mongoose = require('mongoose');
const app = require('./app');

mongoose.connect('mongodb://localhost:27017/forum').then(() => app.listen(3000));
