import express from 'express';

export function startServer(port: number): void {
  const app = express();
  app.use(express.json());
  app.get('/', (req, res) => {
    res.send('books');
  });
  app.listen(port);
}
