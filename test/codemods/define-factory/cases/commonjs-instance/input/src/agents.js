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
module.exports = new AgentFactory();
