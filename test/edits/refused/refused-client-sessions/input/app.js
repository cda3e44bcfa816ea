const express = require('express');
const sessions = require('client-sessions');

const app = express();
app.use(sessions({ cookieName: 'id', requestKey: 'session', secret: process.env.SECRET }));
app.get('/', (req, res) => res.json(req.session));
app.listen(3000);
