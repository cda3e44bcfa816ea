import 'dotenv/config';
import express from 'express';
import session from 'express-session';

export const app = express();

app.use(session({ secret: process.env.PLANETARIUM_SECRET, resave: false }));
app.get('/planets', (req, res) => res.json([...(req.session.planets ?? [])]));

app.listen(3000);
