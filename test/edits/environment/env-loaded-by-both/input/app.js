import express from 'express';
import dotenv from 'dotenv';
import sessions from './sessions.js';

dotenv.config();

const app = express();
app.use(sessions);
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
