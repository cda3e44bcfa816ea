const express = require('express');
const session = require('express-session');
const MongoStore = require('connect-mongo')(session);

const app = express();
const store = new MongoStore({ url: process.env.DB });
app.use(session({ secret: process.env.SECRET, store }));
app.get('/', (req, res) => res.send('ok'));
app.get('/count', (req, res) => store.collection.countDocuments().then((n) => res.json(n)));
app.listen(3000);
