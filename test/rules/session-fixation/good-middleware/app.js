const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const bcrypt = require('bcrypt');
const users = require('./users');

const app = express();

app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    store: MongoStore.create({ mongoUrl: process.env.MONGO_URL }),
  }),
);

app.use((req, res, next) => {
  if (req.path === '/login') req.session.regenerate(next);
  else next();
});
app.use(express.json());
app.post('/login', async (req, res, next) => {
  const user = await users.find(req.body.name);
  if (!user || !(await bcrypt.compare(req.body.password, user.hash))) return res.status(401).end();
  req.session.user = user.id;
  req.session.save((err) => (err ? next(err) : res.redirect('/')));
});

app.listen(3000);
