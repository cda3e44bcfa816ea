var express = require('express');
var session = require('express-session');
var { MongoStore } = require('connect-mongo');

var app = express();
app.use(session({
  secret: process.env.SECRET,
  store: new MongoStore({
    mongoUrl: process.env.DB,
    transformId: (id) => require('node:crypto').createHash('sha256').update('pepper' + id).digest('hex')
  })
}));
app.get('/', function (req, res) { res.send('ok'); });
app.listen(3000);
