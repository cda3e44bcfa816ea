const { port } = require('./settings');
const app = require('./app');

app.listen(port);
