import { Application } from 'express';
import { createExpressServer } from 'routing-controllers';

import { BookController } from '../controllers/BookController';

export const startServer = (port: number): Application => {
  /** The whole API, below one prefix. */
  const server: Application = createExpressServer({
    cors: true,
    routePrefix: '/api',
    controllers: [BookController],
  });

  server.listen(port);
  return server;
};
