import { subscribe, type EntitySubscriber } from 'agent-orm';
import { getAgentInstanceFactory } from './agents';

type Run = { readonly id: string };

class RunSubscriber implements EntitySubscriber<Run> {
  // @unsingleton-todo FRAMEWORK_CALLED: called by a framework
  afterInsert(run: Run): void {
    getAgentInstanceFactory().remember('last', run.id);
  }
}

subscribe(new RunSubscriber());
