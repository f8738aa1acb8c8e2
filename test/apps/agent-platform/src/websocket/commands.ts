import { getAgentInstanceFactory } from '../agents/index.js';
import { NotFoundError } from '../errors.js';
import { say } from '../services/conversations.js';
import { notes } from '../services/notes.js';
import { usageReport } from '../services/usage-report.js';
import { supervisorFor } from '../supervisor/supervisor-factory.js';

type Command = (text: string) => unknown;

const commands: Record<string, Command> = {
  whoami: () => getAgentInstanceFactory().user.name,
  agents: () => getAgentInstanceFactory().agentNames(),
  usage: () => usageReport(),
  note: (text) => notes.add(text),
  ask,
  say: (text) => say(getAgentInstanceFactory().thread, text),
  recall: () => getAgentInstanceFactory().recall(),
};

async function ask(text: string): Promise<string> {
  const { answer } = await supervisorFor(text).answer(text);
  return answer;
}

export async function runCommand(name: string, text: string): Promise<unknown> {
  const command = commands[name];
  if (!command) throw new NotFoundError(`Command ${name}`);
  return command(text);
}
