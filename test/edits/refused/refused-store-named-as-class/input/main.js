const express = require('express');
const session = require('express-session');

let store;
if (process.env.PUZZLE_FOLDER) {
  const FileStore = require('session-file-store')(session);
  store = new FileStore({ path: process.env.PUZZLE_FOLDER });
} else {
  store = require('memorystore')(session);
  store = new store({ checkPeriod: 60_000 });
}

const app = express();
app.use(session({ secret: process.env.PUZZLE_SECRET, resave: false, saveUninitialized: false, store }));
app.get('/', (req, res) => res.send('pieces'));
app.listen(3000);
