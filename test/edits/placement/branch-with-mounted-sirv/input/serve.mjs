import express from 'express';

const prefix = process.env.PREFIX || '/';
const server = express();

if (process.env.NODE_ENV === 'production') {
  const sirv = (await import('sirv')).default;
  server.use(prefix, sirv('dist/client'));
} else {
  const vite = await (await import('vite')).createServer({ server: { middlewareMode: true } });
  server.use(vite.middlewares);
}

server.use('*all', (req, res) => {
  res.send('<p>berths</p>');
});
server.listen(4000);
