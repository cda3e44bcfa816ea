require('dotenv').config();
var express = require('express');
var accounts = require('./accounts');

var app = express();
app.use(express.static('public'));
app.use(express.json());

app.get('/accounts', function (req, res) {
  accounts.all(function (err, docs) {
    if (err) return res.status(503).send('Try again');
    res.json(docs.map(function (doc) { return doc.name; }));
  });
});

app.post('/accounts', function (req, res) {
  if (!req.body.name) return res.status(400).send('A name, please');
  accounts.open(req.body.name, function (err) {
    if (err) return res.status(500).send('Not opened');
    if (req.session) req.session.mine = req.body.name;
    res.status(201).send('Opened');
  });
});

app.get('/mine', function (req, res) {
  res.send(req.session && req.session.mine ? 'Yours: ' + req.session.mine : 'None');
});

app.listen(process.env.PORT || 3000, function () {
  console.log('Bank is open');
});
