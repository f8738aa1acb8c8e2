/** `npm run load-test -- [users] [questions each]`: how many questions a second the engine answers, without the network. */
import { runInScope } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from '../src/agents/index.js';
import { contextOf } from '../src/auth/user-context.js';
import { loadConfig } from '../src/config.js';
import { configurePlatform } from '../src/startup.js';
import { supervisorFor } from '../src/supervisor/supervisor-factory.js';

const [users = 20, questions = 5] = process.argv.slice(2).map(Number);

configurePlatform(loadConfig());
const started = performance.now();
await Promise.all(Array.from({ length: users }, (_, index) => work(`user-${index}`)));
const seconds = (performance.now() - started) / 1000;
const { finished, failed } = getAgentInstanceFactory().metrics();
console.log(`${finished} answered, ${failed} failed, ${Math.round(finished / seconds)} a second`);

async function work(id: string): Promise<void> {
  const user = { id, name: id, plan: 'team' } as const;
  const userContext = contextOf(user, 'load');
  await runInScope(userContext, async () => {
    getAgentInstanceFactory().beginRequest(user, 'load');
    for (let index = 0; index < questions; index += 1) {
      const question = `Question number ${index} of ${id}`;
      await supervisorFor(question).answer(question);
    }
  });
}
