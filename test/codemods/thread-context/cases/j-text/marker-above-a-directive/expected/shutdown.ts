import { getAgentInstanceFactory } from './agents';

process.once('exit', () => {
  // @unsingleton-todo NO_REQUEST: no request, so no user
  // eslint-disable-next-line no-console
  console.log(getAgentInstanceFactory().recallAll());
});
