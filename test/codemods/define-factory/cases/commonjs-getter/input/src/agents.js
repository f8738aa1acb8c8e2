class AgentFactory {
  constructor() {
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
function getAgentFactory() {
  if (!instance) instance = new AgentFactory();
  return instance;
}
module.exports = { getAgentFactory };
