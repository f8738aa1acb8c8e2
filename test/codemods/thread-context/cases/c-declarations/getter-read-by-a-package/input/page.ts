import { render } from 'agent-page';
import { getAgentInstanceFactory } from './agents';

class RunPage {
  get title(): string {
    return getAgentInstanceFactory().recall('title');
  }
}

const page = new RunPage();

export function handle(): string {
  return render(page);
}
