import express = require('express');
import session = require('express-session');
import { MongoStore as SessionStore } from 'connect-mongo';

const depot = express();
depot.use(
  session({
    secret: process.env.DEPOT_KEY as string,
    resave: false,
    saveUninitialized: false,
    store: SessionStore.create({ mongoUrl: process.env.DEPOT_DB as string }),
  }),
);
depot.listen(3000);
