import runtime = require('@unsingleton/runtime');
import agents = require('./agents');

function greet(userContext: runtime.UserExecutionContext): string {
  return `${userContext.userId} is called ${agents.createAgentInstanceFactory(userContext).recall('name')}`;
}

export = { greet };
