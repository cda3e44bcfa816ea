import dotenv from 'dotenv';
import express from 'express';
import session from 'express-session';
import { sessionOptions } from './session-options';

function start(): void {
  dotenv.config();
  const app = express();
  app.use(session(sessionOptions));
  app.get('/', (req, res) => {
    res.json(req.session);
  });
  app.listen(process.env.PORT);
}

start();
