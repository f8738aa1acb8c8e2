const { perRequest, UserExecutionContext } = require('@unsingleton/runtime');

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
module.exports = new AgentFactory(UserExecutionContext.system('agentFactory, shared by callers that are not migrated'));
/** @deprecated One object for all users. Use `createAgentFactory(userContext)`. */
module.exports.createAgentFactory = perRequest((userContext) => new AgentFactory(userContext), { name: 'createAgentFactory' });
