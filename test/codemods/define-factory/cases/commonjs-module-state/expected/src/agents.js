const { legacyGetter, perRequest, shared } = require('@unsingleton/runtime');

function makeHistory() {
  let history = [];
  function remember(entry) {
    history.push(entry);
  }
  function recall() {
    return [...history];
  }
  return { remember, recall };
}

const createHistory = perRequest(makeHistory, { name: 'createHistory' });

const sharedHistory = legacyGetter({
  name: 'recall',
  code: 'USG5907',
  replacement: 'createHistory(userContext)',
  instance: shared(makeHistory),
  factory: createHistory,
  wrapped: true,
});

const rememberFor = (userContext, entry) => createHistory(userContext).remember(entry);

/** @deprecated One object for all users. Use `rememberFor(userContext)`. */
function remember(entry) {
  return sharedHistory().remember(entry);
}

const recallFor = (userContext) => createHistory(userContext).recall();

/** @deprecated One object for all users. Use `recallFor(userContext)`. */
function recall() {
  return sharedHistory().recall();
}
module.exports = { remember, recall };
module.exports.createHistory = createHistory;
module.exports.rememberFor = rememberFor;
module.exports.recallFor = recallFor;
