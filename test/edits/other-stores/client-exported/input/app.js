import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { client, store } from './redis.js';

const app = express();
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false, store: store() }));
app.get('/prices', async (req, res) => res.json(await client().get('prices')));
app.listen(3000);
