const express = require('express');
const app = express();
app.use(express.json());
app.use((req, res, next) => {
  req.session = req.session || {};
  next();
});
app.get('/', (req, res) => res.json(req.session));
app.listen(3000);
