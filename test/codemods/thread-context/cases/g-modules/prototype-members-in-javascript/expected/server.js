const express = require('express');
const { contextFromRequest } = require('@unsingleton/runtime');
const { Book, Shelf } = require('./books');

const app = express();

app.delete('/books/:title', async (req, res) => {
  const userContext = contextFromRequest(req);
  const book = new Book(req.params.title);
  book.closeAll(userContext, [1, 2]);
  await Shelf.clear(userContext, req.params.title);
  res.sendStatus(204);
});
