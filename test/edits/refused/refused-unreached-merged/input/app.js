const fs = require('fs');
const path = require('path');
const express = require('express');

const app = express();
for (const name of fs.readdirSync(path.join(__dirname, 'lib'))) require(path.join(__dirname, 'lib', name))(app);
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
