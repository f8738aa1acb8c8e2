import runtime = require('@unsingleton/runtime');

class AgentInstanceFactory {
  private readonly memory = new Map<string, string>();

  recall(key: string): string {
    return this.memory.get(key) ?? '';
  }
}

let instance: AgentInstanceFactory | undefined;

function getAgentInstanceFactory(): AgentInstanceFactory {
  instance ??= new AgentInstanceFactory();
  return instance;
}

const createAgentInstanceFactory = runtime.perRequest(() => new AgentInstanceFactory());

export = { getAgentInstanceFactory, createAgentInstanceFactory };
