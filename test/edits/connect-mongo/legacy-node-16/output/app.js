const express = require('express');
const session = require('express-session');
const MongoStore = require('connect-mongo');

const app = express();
app.use(session({ secret: process.env.SECRET, store: new MongoStore({ mongoUrl: process.env.DB }) }));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
