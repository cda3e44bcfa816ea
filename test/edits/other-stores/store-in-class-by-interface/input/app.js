import express from 'express';
import session from 'express-session';
import { harbour } from './harbour.js';

const app = express();
app.use(session({ secret: process.env.FERRY_SECRET, resave: false, saveUninitialized: false, store: harbour.store }));
app.get('/', (req, res) => res.send('ferry'));
app.listen(3000);
