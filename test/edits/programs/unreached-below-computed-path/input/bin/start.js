require('dotenv').config();
const fs = require('fs');
const express = require('express');
const app = express();
const folder = `${__dirname}/../routes/`;
fs.readdirSync(folder).sort().forEach((name) => require(folder + name)(app));
app.listen(3000);
