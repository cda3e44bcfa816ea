const express = require('express');
const app = express();
try {
  app.use(express.json());
  app.use('/admin', require('./admin'));
} catch {
  app.use('/admin', (req, res) => res.sendStatus(503));
}
app.get('/', (req, res) => res.send('fern'));
app.listen(3000);
