import express from 'express';
import { sessionFor } from './sessions.js';
const app = express();
app.use((req, res, next) => sessionFor(req.hostname)(req, res, next));
app.get('/', (req, res) => res.send('x'));
app.listen(3000);
