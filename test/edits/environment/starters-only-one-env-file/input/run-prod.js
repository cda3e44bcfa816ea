require('dotenv').config({ path: 'conf.env' });
const app = require('./app');
app.listen(3000);
