import 'dotenv/config';
import * as express from 'express';
import { add, all } from './todos';

const app = express();
app.use(express.json());

app.get('/todos', (_req, res) => {
  res.json(all());
});

app.post('/todos', (req, res) => {
  const text: unknown = req.body.text;
  if (typeof text !== 'string') return res.status(400).send('Text, please');
  add(text);
  const { session } = req as unknown as { session?: { last?: string } };
  if (session) session.last = text;
  return res.status(201).send('Added');
});

app.get('/last', (req, res) => {
  const { session } = req as unknown as { session?: { last?: string } };
  res.send(session?.last ? `Last: ${session.last}` : 'None');
});

app.listen(process.env.PORT || 3000, () => console.log('Ready'));
