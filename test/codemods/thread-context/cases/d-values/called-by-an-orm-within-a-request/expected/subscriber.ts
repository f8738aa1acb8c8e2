import { subscribe, type EntitySubscriber } from 'agent-orm';
import { createAgentInstanceFactory } from './agents';

type Run = { readonly id: string };

class RunSubscriber implements EntitySubscriber<Run> {
  afterInsert(run: Run): void {
    createAgentInstanceFactory.current().remember('last', run.id);
  }
}

subscribe(new RunSubscriber());
