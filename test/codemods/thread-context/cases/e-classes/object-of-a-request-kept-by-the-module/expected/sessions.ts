import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export class Session {
  note(userContext: UserExecutionContext, text: string): void {
    createAgentInstanceFactory(userContext).remember('note', text);
  }

  last(userContext: UserExecutionContext): string {
    return createAgentInstanceFactory(userContext).recall('note');
  }
}

class Draft {
  readonly text: string;

  constructor(userContext: UserExecutionContext) {
    this.text = createAgentInstanceFactory(userContext).recall('draft');
  }
}

const sessions = new Map<string, { readonly session: Session; readonly since: number }>();

function makeSession(): Session {
  return new Session();
}

export function openSession(name: string): Session {
  const known = sessions.get(name);
  if (known !== undefined) return known.session;
  const session = makeSession();
  sessions.set(name, { session, since: Date.now() });
  return session;
}

export function draft(userContext: UserExecutionContext): string {
  const made = new Draft(userContext);
  return made.text;
}
