const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const cors = require('cors');

const app = express();
app.set('trust proxy', 1);
app.use(cors({ origin: process.env.FRONT_END, credentials: true }));
app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    cookie: {
      secure: process.env.NODE_ENV === 'production',
      sameSite: process.env.NODE_ENV === 'production' ? 'none' : 'lax',
    },
    store: MongoStore.create({ mongoUrl: process.env.MONGO_URL }),
  }),
);

app.get('/', (req, res) => {
  res.send(`Hello ${req.session.user}`);
});

app.listen(3000);
