const express = require('express');

const app = express();

app.use(express.json());
app.get('/berths', (req, res) => res.json([]));

module.exports = app;
if (require.main === module) app.listen(3000);
