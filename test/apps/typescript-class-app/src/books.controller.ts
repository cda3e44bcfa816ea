import { NextFunction, Request, Response, Router } from "express";
import { Book } from "./book.model";
import type { Controller } from "./controller";

/** Filled in where sessions are switched on. */
interface Reader {
  session?: { recent?: string[] };
}

export class BooksController implements Controller {
  public path = "/books";
  public router = Router();

  constructor() {
    this.router.get(this.path, this.getAllBooks);
    this.router.get("/recent", this.getRecentBooks);
    this.router.get(`${this.path}/:isbn`, this.getBook);
    this.router.post(this.path, this.createBook);
  }

  private getAllBooks = async (_request: Request, response: Response) => {
    const books = await Book.find().sort("isbn").select("-_id -__v").lean();
    response.send(books);
  };

  private getRecentBooks = (request: Request, response: Response) => {
    const { session } = request as unknown as Reader;
    response.send({ recent: session?.recent ?? [] });
  };

  private getBook = async (request: Request, response: Response) => {
    const book = await Book.findOne({ isbn: request.params.isbn }).select("-_id -__v").lean();
    if (!book) return void response.status(404).send({ message: "Book not found" });
    const { session } = request as unknown as Reader;
    if (session) session.recent = [book.isbn, ...(session.recent ?? [])].slice(0, 3);
    response.send(book);
  };

  private createBook = async (request: Request, response: Response, next: NextFunction) => {
    try {
      const { isbn, title } = await Book.create(request.body);
      response.status(201).send({ isbn, title });
    } catch (error) {
      next(error);
    }
  };
}
