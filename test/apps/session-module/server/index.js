const config = require('./config');
const app = require('./app');

require('./config/db')();

app.listen(config.port, () => console.log(`wiki listens on ${config.port}`));
