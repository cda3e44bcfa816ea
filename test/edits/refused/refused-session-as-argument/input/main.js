import express from 'express';
import expressSession from 'express-session';
import { middleware } from './middleware.js';

const app = express();
middleware(expressSession, app);
app.get('/', (req, res) => res.send('tides'));
app.listen(3000);
