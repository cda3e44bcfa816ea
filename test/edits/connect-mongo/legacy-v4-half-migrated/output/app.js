const express = require('express');
const session = require('express-session');
const MongoStore = require('connect-mongo').default;

const app = express();
app.use(session({
  secret: process.env.SECRET,
  store: MongoStore.create({
    mongoUrl: process.env.MONGO_URI,
  }),
}));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
