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
write();
if (read() !== 'Dear Bob') throw new Error('the draft is lost');
desk.write();
