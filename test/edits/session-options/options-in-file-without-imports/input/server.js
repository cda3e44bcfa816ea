import express from 'express';
import session from 'express-session';
import { options } from './session-options.js';

const app = express();

app.use(session(options));
app.get('/', (req, res) => res.send('ok'));

app.listen(3000);
