require('dotenv').config();
require('./app').listen(process.env.PORT || 3000);
