require('dotenv').config();
const express = require('express');
const session = require('express-session');
const MySQLStore = require('express-mysql-session')(session);

const options = { host: 'localhost', port: 3306, user: 'root', password: process.env.DB_PASSWORD, database: 'shop' };
const sessionStore = new MySQLStore(options);

const app = express();
app.use(session({ key: 'shop', secret: 'kept in the source', store: sessionStore, resave: false, saveUninitialized: true }));
app.get('/', (req, res) => res.send('ok'));

sessionStore.onReady().then(() => console.log('ready')).catch((error) => console.error(error));
app.listen(3000);
