const express = require('express');
const session = require('express-session');
const mongoose = require('mongoose');
const MongoStore = require('connect-mongo')(session);

mongoose.connect(process.env.DB);
const app = express();
app.use(session({
  secret: process.env.SECRET,
  store: new MongoStore({ mongooseConnection: mongoose.connection, autoReconnect: true, stringifyObjectIds: false }),
}));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
