const express = require('express');
const config = require('config');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');

const app = express();
app.use(express.json());
const options = config.get('session');
options.store = new MongoStore({ mongoUrl: config.get('mongo.url'), collectionName: 'visits' });
app.use(session(options));
app.get('/', (req, res) => res.json(req.session));
app.listen(3000);
