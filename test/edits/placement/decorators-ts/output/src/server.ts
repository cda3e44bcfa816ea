import 'dotenv/config';
import express, { Application } from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';
import { singleton, inject } from 'tsyringe';

@singleton()
export class Server {
  private readonly app: Application = express();

  constructor(@inject('port') private readonly port: number) {
    this.middleware();
    this.routes();
  }

  private middleware(): void {
    this.app.use(express.json());
    this.app.use(express.urlencoded({ extended: true }));
    this.app.use(session({
      secret: process.env.SESSION_SECRET as string,
      resave: false,
      saveUninitialized: false,
      rolling: true,
      cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
      store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI as string), autoRemove: 'interval' })
    }));
  }

  private routes(): void {
    this.app.get('/', (_req, res) => res.send('ok'));
  }

  listen(): void {
    this.app.listen(this.port);
  }
}

new Server(3000).listen();
