const express = require('express');
const next = require('next');

const pages = next({ dev: process.env.NODE_ENV !== 'production' });
const handle = pages.getRequestHandler();

pages.prepare().then(() => {
  const server = express();
  server.all('*', (req, res) => handle(req, res));
  server.listen(3000);
});
