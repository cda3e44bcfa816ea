import express from 'express';
import session from 'express-session';
import { SESSION_KEY } from './env.js';
import { boats } from './database.js';

const app = express();
app.use(session({ secret: SESSION_KEY, resave: false, saveUninitialized: false }));
app.get('/boats', async (req, res) => res.json(await boats.find().toArray()));
app.listen(3000);
