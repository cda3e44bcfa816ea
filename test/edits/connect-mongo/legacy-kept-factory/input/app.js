const express = require('express');
const session = require('express-session');
const connectMongo = require('connect-mongo');

const MongoStore = connectMongo(session);

const app = express();
app.use(session({ secret: process.env.SECRET, store: new MongoStore({ url: process.env.DB }) }));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
