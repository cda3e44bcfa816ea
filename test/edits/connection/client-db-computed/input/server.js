import 'dotenv/config';
import express from 'express';
import books from './routes.js';

const app = express();
app.use(express.json());
app.use('/books', books);

app.listen(4000);
