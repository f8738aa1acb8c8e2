import { render } from 'agent-page';
import { getAgentInstanceFactory } from './agents';

class RunPage {
  // @unsingleton-todo GETTER_NO_PARAM: a getter cannot take a context
  get title(): string {
    return getAgentInstanceFactory().recall('title');
  }
}

const page = new RunPage();

export function handle(): string {
  return render(page);
}
