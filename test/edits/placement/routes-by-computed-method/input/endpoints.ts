import type { RequestHandler } from 'express';

interface Endpoint {
  verb: 'get' | 'post';
  url: string;
  handle: RequestHandler;
}

export const endpoints: Endpoint[] = [
  { verb: 'get', url: '/basket', handle: (_req, res) => void res.json([]) },
  { verb: 'post', url: '/basket', handle: (_req, res) => void res.sendStatus(201) },
];
