import { getAgentInstanceFactory } from './agents';

async function main(): Promise<void> {
  for (const note of getAgentInstanceFactory().recallAll()) {
    process.stdout.write(`${note}\n`);
  }
}

// @unsingleton-todo NO_REQUEST: no request, so no user
void main();
