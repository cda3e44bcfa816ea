import express, { Application } from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';
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
      app.use(session({
        secret: process.env.SESSION_SECRET as string,
        resave: false,
        saveUninitialized: false,
        rolling: true,
        cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
        store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI as string), autoRemove: 'interval' })
      }));
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
