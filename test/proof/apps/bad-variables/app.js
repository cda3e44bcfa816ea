const express = require('express');
const session = require('express-session');

// As a schema of zod does.
const problems = ['CLIENT_ORIGIN', 'MAIL_FROM'].map((name) => ({ code: 'invalid_type', path: [name] }));
throw new Error(JSON.stringify(problems, null, 2));

const app = express();
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.send('hello'));
app.listen(3000);
