var express = require('express');
var session = require('express-session');
var MongoStore = require('connect-mongo')(session);

var app = express();
app.use(session({
  secret: process.env.SECRET,
  store: new MongoStore({ url: process.env.DB, hash: { salt: 'pepper', algorithm: 'sha256' } }, function (err) {
    console.log(err || 'connected');
  })
}));
app.get('/', function (req, res) { res.send('ok'); });
app.listen(3000);
