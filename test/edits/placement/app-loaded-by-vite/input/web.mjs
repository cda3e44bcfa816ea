import express from 'express';
import helmet from 'helmet';

const web = express();
web.use(helmet());

if (process.env.NODE_ENV === 'production') {
  web.use(express.static('build/client'));
  const built = await import('./build/server/index.js');
  web.use(built.handler);
} else {
  const { createServer } = await import('vite');
  const dev = await createServer({ server: { middlewareMode: true } });
  web.use(dev.middlewares);
  web.use(async (request, response, next) => {
    const source = await dev.ssrLoadModule('./server/handler.ts');
    return source.handler(request, response, next);
  });
}

web.listen(3000);
