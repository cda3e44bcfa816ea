require('dotenv').config({ path: '.env.mock' });
const app = require('./app');
app.listen(4000);
