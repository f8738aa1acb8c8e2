const { Run } = require('./runs');

class Agent {
  constructor(name) {
    this.name = name;
  }

  async clear(userContext, ids) {
    await Run.forget(userContext, this.name, ids);
  }
}

async function clearAgent(userContext, name = 'first') {
  await new Agent(name).clear(userContext, [await Run.find('1')]);
}

module.exports = { clearAgent };
