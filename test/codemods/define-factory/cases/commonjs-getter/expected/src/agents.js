const { legacyGetter, perRequest, UserExecutionContext } = require('@unsingleton/runtime');

class AgentFactory {
  constructor(userContext) {
    this.userContext = userContext;
    this.history = [];
  }
  remember(entry) {
    this.history.push(entry);
  }
  recall() {
    return [...this.history];
  }
}
let instance;
function sharedAgentFactory() {
  if (!instance) instance = new AgentFactory(UserExecutionContext.system('getAgentFactory, shared by callers that are not migrated'));
  return instance;
}

const createAgentFactory = perRequest((userContext) => new AgentFactory(userContext), { name: 'createAgentFactory' });

/** @deprecated One object for all users. Use `createAgentFactory(userContext)`. */
const getAgentFactory = legacyGetter({
  name: 'getAgentFactory',
  code: 'USG6183',
  replacement: 'createAgentFactory(userContext)',
  instance: sharedAgentFactory,
  factory: createAgentFactory,
});
module.exports = { getAgentFactory };
module.exports.createAgentFactory = createAgentFactory;
