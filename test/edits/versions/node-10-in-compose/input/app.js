var express = require('express');
var mongoose = require('mongoose');
mongoose.connect('mongodb://mongo/forum', { useNewUrlParser: true });
var app = express();
app.get('/', function (req, res) { res.send('x'); });
app.listen(3000);
