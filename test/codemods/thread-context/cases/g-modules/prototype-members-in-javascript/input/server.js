const express = require('express');
const { Book, Shelf } = require('./books');

const app = express();

app.delete('/books/:title', async (req, res) => {
  const book = new Book(req.params.title);
  book.closeAll([1, 2]);
  await Shelf.clear(req.params.title);
  res.sendStatus(204);
});
