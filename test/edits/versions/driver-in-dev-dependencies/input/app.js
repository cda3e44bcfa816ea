const express = require('express');
const session = require('express-session');
const MongoDBStore = require('connect-mongodb-session')(session);

const app = express();
const store = new MongoDBStore({ uri: process.env.COURSE_DB, collection: 'sessions' });
app.use(session({ secret: process.env.COURSE_SECRET, store, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.json({ user: req.session.user }));

if (require.main === module) app.listen(3000);
module.exports = app;
