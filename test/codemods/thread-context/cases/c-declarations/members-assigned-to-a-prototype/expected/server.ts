import express from 'express';
import { contextFromRequest } from '@unsingleton/runtime';
import { Book } from './book';

export const app = express();

app.get('/books/:title', (req, res) => {
  const userContext = contextFromRequest(req);
  const book = new Book(req.params['title'] ?? '');
  res.json([book.close(userContext, 1), book.open(userContext, 2)]);
});
