const env = process.env.NODE_ENV || 'development';
if (env === 'test') require('dotenv').config({ path: '.env.test' });
else if (env === 'production') require('dotenv').config({ path: '.env.production' });
else require('dotenv').config({ path: '.env.local' });
const express = require('express');
const app = express();
app.get('/', (req, res) => res.send('x'));
app.listen(3000);
