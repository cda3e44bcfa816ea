const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');

const app = express();

function keepInMemory() {
  app.use(session({ secret: 'development', resave: false, saveUninitialized: false }));
}

if (process.env.MONGO_URL) {
  app.use(
    session({
      secret: process.env.SESSION_SECRET,
      resave: false,
      saveUninitialized: false,
      store: MongoStore.create({ mongoUrl: process.env.MONGO_URL }),
    }),
  );
} else {
  keepInMemory();
}

app.get('/', (req, res) => {
  res.send(`Hello ${req.session.user}`);
});

app.listen(3000);
