const express = require('express');
const session = require('express-session');
const sass = require('node-sass-middleware');
const { MongoStore } = require('connect-mongo');

const app = express();
app.use(sass({ src: './scss', dest: './assets', outputStyle: 'expanded' }));
app.use(express.static('./assets'));
app.use(session({
  secret: process.env.DRESS_SECRET,
  resave: false,
  saveUninitialized: false,
  store: new MongoStore({ mongoUrl: process.env.DRESS_DB })
}));
app.get('/', (req, res) => res.send('dresses'));
app.listen(3000);
