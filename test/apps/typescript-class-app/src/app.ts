import path from "path";
import express, { Application, NextFunction, Request, Response } from "express";
import mongoose from "mongoose";
import { config } from "./config";
import type { Controller } from "./controller";

class App {
  public app: Application;

  constructor(controllers: Controller[]) {
    this.app = express();

    this.initializeMiddlewares();
    this.initializeControllers(controllers);
    this.initializeErrorHandling();
  }

  public async connectToTheDatabase(): Promise<void> {
    await mongoose.connect(config.databaseUrl);
  }

  public listen(): void {
    this.app.listen(config.port, () => {
      console.log(`App listening on the port ${config.port}`);
    });
  }

  private initializeMiddlewares() {
    this.app.disable("x-powered-by");
    this.app.use("/static", express.static(path.join(__dirname, "../static")));
    this.app.use(express.json());
    this.app.use(express.urlencoded({ extended: true }));
  }

  private initializeControllers(controllers: Controller[]) {
    controllers.forEach((controller) => {
      this.app.use("/", controller.router);
    });
  }

  private initializeErrorHandling() {
    this.app.use((error: Error, _request: Request, response: Response, _next: NextFunction) => {
      response.status(400).send({ message: error.message });
    });
  }
}

export default App;
