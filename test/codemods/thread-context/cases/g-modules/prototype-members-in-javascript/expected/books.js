const { createStore } = require('./store');

function Book(title) {
  this.title = title;
}

Book.prototype.close = function (userContext, page) {
  createStore(userContext).forget(`${this.title}/${page}`);
};

Book.prototype.closeAll = function (userContext, pages) {
  for (const page of pages) this.close(userContext, page);
};

class Shelf {}

Shelf.clear = async function (userContext, title) {
  createStore(userContext).forget(title);
};

module.exports = { Book, Shelf };
