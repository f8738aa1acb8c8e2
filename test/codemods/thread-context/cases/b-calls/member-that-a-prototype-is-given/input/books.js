const { getStore } = require('./store');

function Book(title) {
  this.title = title;
}

Object.assign(Book.prototype, {
  close(page) {
    getStore().forget(`${this.title}/${page}`);
  },
});

module.exports = { Book };
