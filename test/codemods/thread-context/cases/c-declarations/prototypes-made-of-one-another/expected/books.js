const { getStore } = require('./store');

/** @param {string} title */
function Book(title) {
  this.title = title;
}

// @unsingleton-todo MIXED_TARGET: one call, several unlike targets
/** @param {number} page */
Book.prototype.close = function (page) {
  getStore().forget(`${this.title}/${page}`);
};

/** @param {string} title */
function Leaflet(title) {
  Book.call(this, title);
}

Leaflet.prototype = Object.create(Book.prototype);

/** @param {number} page */
Leaflet.prototype.close = function (page) {
  console.log(page);
};

module.exports = { Book, Leaflet };
