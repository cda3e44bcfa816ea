import express from 'express';
import session from 'express-session';
import { sessionConfig } from './config/session.js';

const app = express();
app.use(session(sessionConfig));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
