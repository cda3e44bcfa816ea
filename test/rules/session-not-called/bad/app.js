const express = require('express');
const session = require('express-session');

const app = express();

app.use(session);

app.get('/', (req, res) => {
  res.send('Hello');
});

app.listen(3000);
