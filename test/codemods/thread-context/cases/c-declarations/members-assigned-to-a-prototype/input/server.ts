import express from 'express';
import { Book } from './book';

export const app = express();

app.get('/books/:title', (req, res) => {
  const book = new Book(req.params['title'] ?? '');
  res.json([book.close(1), book.open(2)]);
});
