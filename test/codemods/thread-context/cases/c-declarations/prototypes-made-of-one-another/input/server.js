const express = require('express');
const { Book, Leaflet } = require('./books');

const app = express();

/** @param {Book} book */
const putAway = (book) => book.close(1);

app.delete('/books/:title', (req, res) => {
  putAway(req.query['thin'] === 'yes' ? new Leaflet(req.params.title) : new Book(req.params.title));
  res.sendStatus(204);
});
