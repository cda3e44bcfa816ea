import { Router } from 'express';
import { db } from './data/db.js';

const books = Router();
books.get('/', async (req, res) => res.json(await db.collection('books').find().toArray()));

export default books;
