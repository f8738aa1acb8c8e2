import { getAgentInstanceFactory } from '../agents';

function write(): void {
  getAgentInstanceFactory().remember('draft', 'Dear Bob');
}

function read(): string {
  return getAgentInstanceFactory().recall('draft');
}

class Desk {
  write(): void {
    getAgentInstanceFactory().remember('draft', 'Dear Alice');
  }
}

const desk = new Desk();
// @unsingleton-todo NO_REQUEST: no request, so no user
write();
// @unsingleton-todo NO_REQUEST: no request, so no user
if (read() !== 'Dear Bob') throw new Error('the draft is lost');
// @unsingleton-todo NO_REQUEST: no request, so no user
desk.write();
