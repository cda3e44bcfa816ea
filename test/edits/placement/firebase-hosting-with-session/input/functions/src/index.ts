import { onRequest } from 'firebase-functions/v2/https';
import express from 'express';
import session from 'express-session';

const app = express();
app.use(session({ secret: process.env.SESSION_SECRET!, resave: false, saveUninitialized: false }));
app.get('/api/count', (req, res) => {
  res.json({});
});

export const api = onRequest({ region: 'europe-west1' }, app);
