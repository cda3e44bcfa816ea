import express from 'express';
import session from 'express-session';
import env from './env.js';

const app = express();
app.use(session({ secret: 'rentals', resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.send(env.GREETING));

export default app;
