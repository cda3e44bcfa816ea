import express, { Application } from 'express';
import { Container } from 'inversify';
import { InversifyExpressServer } from 'inversify-express-utils';

export class Depot {
  private readonly server: InversifyExpressServer;

  constructor(container: Container) {
    this.server = new InversifyExpressServer(container, null, { rootPath: '/api' });

    this.server.setConfig((app: Application) => {
      app.disable('x-powered-by');
      app.use(express.json());
      app.use(express.urlencoded({ extended: true }));
    });

    this.server.setErrorConfig((app: Application) => {
      app.use((_req, res) => {
        res.status(404).send('Nothing here');
      });
    });
  }

  start(): void {
    this.server.build().listen(3000);
  }
}
