"use strict";
const express = require('express');
const session = require('express-session');
var app = express();
app.use(session({ secret: 'board', resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
//# sourceMappingURL=app.js.map
