const express = require('express');
const { getStore } = require('./store');

class Book {
  close(page) {
    getStore().forget(page);
  }
}

function make(Kind) {
  return new Kind();
}

const kept = make(Book);
const app = express();

app.delete('/kept', (req, res) => {
  // @unsingleton-todo UNTYPED_CALL: called through any
  kept.close(1);
  res.sendStatus(204);
});

app.delete('/own', (req, res) => {
  new Book().close(1);
  res.sendStatus(204);
});
