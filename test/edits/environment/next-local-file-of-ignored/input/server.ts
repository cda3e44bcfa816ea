import express, { type Request, type Response } from 'express';
import next from 'next';

const port = Number(process.env.PORT ?? 3000);
const dev = process.env.NODE_ENV !== 'production';
const app = next({ dev, port });
const handle = app.getRequestHandler();

await app.prepare();
const server = express();
server.get('/api/health', (_req: Request, res: Response) => {
  res.json({ ok: true });
});
server.use((req: Request, res: Response) => handle(req, res));
server.listen(port);
