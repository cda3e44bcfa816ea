const express = require('express');

const app = express();
require('./config/express')(app);
require('./routes')(app);

app.listen(9000);
