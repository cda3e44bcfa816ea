const express = require('express');
const { sessionMiddleware } = require('@acme/session');
const app = express();
app.use(sessionMiddleware);
app.get('/', (req, res) => { req.session.a = 1; res.send('x'); });
app.listen(3000);
