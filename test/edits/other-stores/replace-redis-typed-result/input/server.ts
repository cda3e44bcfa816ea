import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { store } from './store';

const app = express();
app.use(session({ secret: process.env.SESSION_SECRET ?? '', resave: false, saveUninitialized: false, store: store() }));
app.get('/', (req, res) => res.json(req.session));
app.listen(3000);
