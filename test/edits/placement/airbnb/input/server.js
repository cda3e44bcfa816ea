const connect = require('./db');
const app = require('./app');

connect().then(() => app.listen(3000));
