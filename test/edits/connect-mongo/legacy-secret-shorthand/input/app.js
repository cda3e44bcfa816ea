require('dotenv').config();
const express = require('express');
const session = require('express-session');
const MongoDBStore = require('connect-mongo')(session);

const dbUrl = process.env.DB_URL || 'mongodb://localhost:27017/camp';
const secret = process.env.SECRET;
const app = express();
app.use(express.urlencoded({ extended: true }));
const store = new MongoDBStore({
    url: dbUrl,
    secret,
    touchAfter: 24 * 60 * 60
});
app.use(session({ store, secret, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.json(req.session));
app.listen(3000);
