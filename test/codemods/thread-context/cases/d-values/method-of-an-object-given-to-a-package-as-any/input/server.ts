import { guard } from 'origin-guard';
import { getAgentInstanceFactory } from './agents';

type Done = (error: Error | null, isAllowed: boolean) => void;

const originOptions = () => ({
  origin(name: string, done: Done) {
    done(null, getAgentInstanceFactory().recall(name) !== '');
  },
});

guard(originOptions());
