const mongoose = require('mongoose');
const app = require('./app');

mongoose.connect(process.env.HARBOUR_DB).then(() => app.listen(process.env.PORT));
