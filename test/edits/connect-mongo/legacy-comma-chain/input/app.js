var express = require('express'),
    session = require('express-session'),
    mongoStore = require('connect-mongo')(session),
    config = require('./config');

var app = express();
// const MongoStore = require('connect-mongo')(session)
app.use(session({ secret: config.key, resave: true, saveUninitialized: true, store: new mongoStore({ url: config.db }) }));
app.get('/', function (req, res) { res.send('ok'); });
app.listen(3000);
