// @flow
import express from 'express';
import type { $Request, $Response } from 'express';

const app = express();
const port: number = Number(process.env.PORT) || 3000;

app.use(express.json());

app.get('/', (req: $Request, res: $Response): void => {
  res.send('Hello');
});

app.listen(port);
