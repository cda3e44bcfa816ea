const express = require('express');
const session = require('express-session');
const MongoStore = require('connect-mongo')(session);

const app = express();
const store = new MongoStore({ url: process.env.DB });
app.use(session({ secret: process.env.SECRET, store }));
app.get('/', (req, res) => res.send('ok'));
app.locals.sessions = store.collection;
app.listen(3000);
