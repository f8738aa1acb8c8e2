const { Run } = require('./runs');

class Agent {
  constructor(name) {
    this.name = name;
  }

  async clear(ids) {
    await Run.forget(this.name, ids);
  }
}

async function clearAgent(name = 'first') {
  await new Agent(name).clear([await Run.find('1')]);
}

module.exports = { clearAgent };
