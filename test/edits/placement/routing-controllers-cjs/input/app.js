require('dotenv').config();
const rc = require('routing-controllers');
const app = rc.createExpressServer();

app.listen(3000);
