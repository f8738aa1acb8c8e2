import { guard } from 'origin-guard';
import { getAgentInstanceFactory } from './agents';

type Done = (error: Error | null, isAllowed: boolean) => void;

function originCheck(): any {
  return (origin: string, done: Done) => {
    done(null, getAgentInstanceFactory().recall(origin) !== '');
  };
}

guard(originCheck());
