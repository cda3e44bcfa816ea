require('dotenv').config();
const express = require('express');
const { PrismaClient } = require('@prisma/client');
let session = require('express-session');
let { PrismaSessionStore } = require('@quixo3/prisma-session-store');

const app = express();
app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    cookie: { maxAge: 3600000 },
    store: new PrismaSessionStore(new PrismaClient(), {
      checkPeriod: 120000,
      dbRecordIdIsSessionId: true,
      dbRecordIdFunction: undefined,
    }),
  }),
);
app.get('/', (req, res) => res.send(req.session.id));

app.listen(3000);
