const session = require('express-session');
const router = require('express').Router();

router.use(session({ secret: process.env.ADMIN_SECRET, resave: false, saveUninitialized: false }));
module.exports = (app) => app.use('/admin', router);
