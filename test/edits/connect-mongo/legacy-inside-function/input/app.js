var express = require('express');
var session = require('express-session');
var store = require('./config/mongoStore')(session);

var app = express();
app.use(session({ secret: 'x', store: store }));
app.get('/', function (req, res) { res.send('ok'); });
app.listen(3000);
