const express = require('express');
const cookieSession = require('cookie-session');
const app = express();
app.use(cookieSession({ signed: false }));
app.get('/', (req, res) => {

  res.send('ok');
});
app.listen(3000);
