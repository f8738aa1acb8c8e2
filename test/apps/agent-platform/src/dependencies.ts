/** What most routes need of the request that is being served. */
import { getAgentInstanceFactory, type Agent } from './agents/index.js';
import type { User } from './auth/users.js';
import { NotFoundError } from './errors.js';
import type { Supervisor } from './supervisor/supervisor.js';
import { supervisorFor } from './supervisor/supervisor-factory.js';

export function currentUser(): User {
  return getAgentInstanceFactory().user;
}

export function currentThread(): string {
  return getAgentInstanceFactory().thread;
}

export function agentNamed(name: string): Agent {
  const factory = getAgentInstanceFactory();
  if (!factory.hasAgent(name)) throw new NotFoundError(`Agent ${name}`);
  return factory.agentFor(name);
}

export function supervisorOf(question: string): Supervisor {
  getAgentInstanceFactory().remember(`asked: ${question}`);
  return supervisorFor(question);
}
