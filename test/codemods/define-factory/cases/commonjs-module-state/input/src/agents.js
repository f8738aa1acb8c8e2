let history = [];
function remember(entry) {
  history.push(entry);
}
function recall() {
  return [...history];
}
module.exports = { remember, recall };
