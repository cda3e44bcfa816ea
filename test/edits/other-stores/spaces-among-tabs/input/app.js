var express = require('express');
var session = require('express-session');
var MongoDBStore = require('connect-mongodb-session')(session);

    var store = new MongoDBStore({
        uri: 'mongodb://localhost:27017/notes',
        collection: 'mySessions'
    });

var app = express();
app.use(session({ secret: process.env.SECRET, resave: false, saveUninitialized: false, store: store }));
app.get('/', function (req, res) {
	res.send('ok');
});
app.get('/about', function (req, res) {
	if (req.query.long) {
		res.send('long');
	} else {
		res.send('short');
	}
});
app.listen(3000);
