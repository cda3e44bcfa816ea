import { AngularNodeAppEngine, createNodeRequestHandler, writeResponseToNodeResponse } from '@angular/ssr/node';
import express from 'express';

const app = express();
const engine = new AngularNodeAppEngine();

app.use(express.static('dist/browser'));
app.use((req, res, next) => {
  engine
    .handle(req)
    .then((page) => (page ? writeResponseToNodeResponse(page, res) : next()))
    .catch(next);
});

export const reqHandler = createNodeRequestHandler(app);
