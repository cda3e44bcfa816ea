const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');

const app = express();

if (process.env.NODE_ENV === 'test')
  app.use(session({ secret: 'test', resave: false, saveUninitialized: false }));
else
  app.use(
    session({
      secret: process.env.SESSION_SECRET,
      resave: false,
      saveUninitialized: false,
      store: MongoStore.create({ mongoUrl: process.env.MONGO_URL }),
    }),
  );

app.get('/', (req, res) => {
  res.send(`Hello ${req.session.user}`);
});

app.listen(3000);
