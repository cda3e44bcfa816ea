const session = require('express-session');
console.log(session({ secret: 'x', resave: false, saveUninitialized: false }).length);
