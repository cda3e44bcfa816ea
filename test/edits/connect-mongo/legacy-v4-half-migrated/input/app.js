const express = require('express');
const session = require('express-session');
const MongoStore = require('connect-mongo').default;
const mongoose = require('mongoose');

const app = express();
app.use(session({
  secret: process.env.SECRET,
  store: MongoStore.create({
    mongooseConnection: mongoose.connection,
    mongoUrl: process.env.MONGO_URI,
    autoReconnect: true,
    collection: 'sessions', // ignored since 4
    mongoOptions: { useNewUrlParser: true, useUnifiedTopology: true },
  }),
}));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
