const express = require('express');
const expressSession = require('express-session');

const app = express();

function perTenant(request, response, next) {
  const handler = expressSession({ secret: process.env.SECRET, resave: false, saveUninitialized: false });
  handler(request, response, next);
}

app.use(perTenant);
app.get('/', (req, res) => res.json(req.session));
app.listen(3000);
