const express = require('express');
const routes = require('./routes');

const app = express();
app.use(express.json());

routes.forEach(({ path, handler }) => {
  app.get(path, handler);
});

app.listen(3000);
