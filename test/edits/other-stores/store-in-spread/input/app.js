import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { chosen, choose } from './stores.js';

choose();
const app = express();
app.use(express.json());
app.use(session({ ...chosen, secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.json(req.session));
app.listen(3000);
