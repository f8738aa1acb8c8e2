import { render } from 'agent-page';
import { createAgentInstanceFactory } from './agents';

class RunPage {
  get title(): string {
    return createAgentInstanceFactory.current().recall('title');
  }
}

const page = new RunPage();

export function handle(): string {
  return render(page);
}
