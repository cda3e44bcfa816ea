import express from 'express';
import { renderPage, createDevMiddleware } from 'vike/server';

const isProduction = process.env.NODE_ENV === 'production';
start();

async function start() {
  const app = express();
  if (isProduction) {
    const sirv = (await import('sirv')).default;
    app.use(sirv('dist/client'));
  } else {
    const { devMiddleware } = await createDevMiddleware({ root: '.' });
    app.use(devMiddleware);
  }
  app.get('*', async (req, res) => {
    const pageContext = await renderPage({ urlOriginal: req.originalUrl });
    res.send(pageContext.httpResponse.body);
  });
  app.listen(3000);
}
