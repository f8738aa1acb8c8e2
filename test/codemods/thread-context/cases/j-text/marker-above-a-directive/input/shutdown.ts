import { getAgentInstanceFactory } from './agents';

process.once('exit', () => {
  // eslint-disable-next-line no-console
  console.log(getAgentInstanceFactory().recallAll());
});
