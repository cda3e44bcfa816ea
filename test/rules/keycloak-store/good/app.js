const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const Keycloak = require('keycloak-connect');

const app = express();
const store = MongoStore.create({ mongoUrl: process.env.MONGO_URL });
app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    store: store,
  }),
);
const keycloak = new Keycloak({ store });
app.use(keycloak.middleware());
app.get('/', (req, res) => {
  res.send(`Hello ${req.session.user}`);
});

app.listen(3000);
