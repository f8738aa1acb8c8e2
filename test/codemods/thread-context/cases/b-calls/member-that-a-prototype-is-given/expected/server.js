const express = require('express');
const { Book } = require('./books');

const app = express();

app.delete('/books/:title', (req, res) => {
  // @unsingleton-todo UNTYPED_CALL: called through any
  new Book(req.params.title).close(1);
  res.sendStatus(204);
});
