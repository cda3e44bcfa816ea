require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const Keycloak = require('keycloak-connect');

function build() {
  const app = express();
  const store = MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' });
  const keycloak = new Keycloak({ store });

  app.use(session({ secret: process.env.DOCK_SECRET, resave: false, saveUninitialized: false, store }));
  app.use(keycloak.middleware());
  app.get('/', (req, res) => res.send('dock'));
  return app;
}

build().listen(3000);
