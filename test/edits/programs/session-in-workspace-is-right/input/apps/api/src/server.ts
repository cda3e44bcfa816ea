import { createSession } from '@shop/session/middleware';
import express from 'express';

const app = express();
app.use(createSession());
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
