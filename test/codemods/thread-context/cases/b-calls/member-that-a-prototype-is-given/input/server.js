const express = require('express');
const { Book } = require('./books');

const app = express();

app.delete('/books/:title', (req, res) => {
  new Book(req.params.title).close(1);
  res.sendStatus(204);
});
