import 'dotenv/config';
import { AngularNodeAppEngine, createNodeRequestHandler, writeResponseToNodeResponse } from '@angular/ssr/node';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';

const app = express();
const engine = new AngularNodeAppEngine();

app.use(express.static('dist/browser'));
app.use(session({
  secret: process.env.SESSION_SECRET as string,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI as string), autoRemove: 'interval' })
}));
app.use((req, res, next) => {
  engine
    .handle(req)
    .then((page) => (page ? writeResponseToNodeResponse(page, res) : next()))
    .catch(next);
});

export const reqHandler = createNodeRequestHandler(app);
