import { getAgentInstanceFactory } from './agents';

export class Session {
  note(text: string): void {
    getAgentInstanceFactory().remember('note', text);
  }

  last(): string {
    return getAgentInstanceFactory().recall('note');
  }
}

class Draft {
  readonly text = getAgentInstanceFactory().recall('draft');
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

export function draft(): string {
  const made = new Draft();
  return made.text;
}
