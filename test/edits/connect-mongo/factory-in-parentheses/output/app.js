const express = require('express');
const session = require('express-session');
const { MongoStore: Store } = (require('connect-mongo'));

const app = express();
app.use(session({
  secret: process.env.SECRET,
  resave: false,
  saveUninitialized: false,
  store: new Store({ mongoUrl: process.env.DB })
}));
app.get('/', (req, res) => res.send('bread'));
app.listen(3000);
