import express from 'express';
import { visitors } from '#web/visitors.js';

const app = express();
app.use(visitors);
app.get('/', (req, res) => res.send(String(req.session.visits)));

export default app;
