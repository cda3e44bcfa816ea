import App from "./app";
import { BooksController } from "./books.controller";

async function main(): Promise<void> {
  const app = new App([new BooksController()]);
  await app.connectToTheDatabase();
  app.listen();
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
