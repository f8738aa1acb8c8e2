import { guard } from 'origin-guard';
import { getAgentInstanceFactory } from './agents';

type Done = (error: Error | null, isAllowed: boolean) => void;

function originCheck(folder: string) {
  return (origin: string, done: Done) => {
    done(null, getAgentInstanceFactory().recall(`${folder}/${origin}`) !== '');
  };
}

// @unsingleton-todo UNTYPED_CALL: called through any
guard(originCheck('origins'));
