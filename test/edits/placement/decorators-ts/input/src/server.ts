import express, { Application } from 'express';
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
  }

  private routes(): void {
    this.app.get('/', (_req, res) => res.send('ok'));
  }

  listen(): void {
    this.app.listen(this.port);
  }
}

new Server(3000).listen();
