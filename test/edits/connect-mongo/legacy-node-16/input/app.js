const express = require('express');
const session = require('express-session');
const MongoStore = require('connect-mongo')(session);

const app = express();
app.use(session({ secret: process.env.SECRET, store: new MongoStore({ url: process.env.DB }) }));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
