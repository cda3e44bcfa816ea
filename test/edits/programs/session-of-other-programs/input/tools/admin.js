const app = require('express')();
app.use(require('../lib/session'));
app.listen(3001);
