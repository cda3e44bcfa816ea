import express from 'express';
import routes from '@/api';

export default ({ app }: { app: express.Application }) => {
  /**
   * Health checks.
   */
  app.get('/status', (req, res) => {
    res.status(200).end();
  });

  app.use(express.json());
  app.use('/api', routes());
};
