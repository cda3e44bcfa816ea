const express = require('express');
const session = require('express-session');

const app = express();
app.use(session({
  secret: process.env.SECRET,
  store: new (require('connect-mongo').MongoStore)({
    mongoUrl: process.env.DB
  })
}));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
