import { model, Schema } from "mongoose";

export interface IBook {
  isbn: string;
  title: string;
}

const bookSchema = new Schema<IBook>({
  isbn: { type: String, required: true },
  title: { type: String, required: true },
});

export const Book = model<IBook>("Book", bookSchema);
