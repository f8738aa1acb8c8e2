const { getStore } = require('./store');

function Book(title) {
  this.title = title;
}

Book.prototype.close = function (page) {
  getStore().forget(`${this.title}/${page}`);
};

Book.prototype.closeAll = function (pages) {
  for (const page of pages) this.close(page);
};

class Shelf {}

Shelf.clear = async function (title) {
  getStore().forget(title);
};

module.exports = { Book, Shelf };
