const express = require('express');
const cookieSession = require('cookie-session');
const app = express();
app.use(cookieSession({ keys: ['a'] }));
app.get('/', (req, res) => {
  req.session = { id: 1 };
  res.send('ok');
});
app.listen(3000);
