import { agentRegistry, getAgentInstanceFactory } from '../agents/index.js';
import { say } from '../services/conversations.js';
import { notes } from '../services/notes.js';
import { runService } from '../services/run-service.js';

type Command = (text: string) => Promise<unknown>;

const commands: Record<string, Command> = {
  whoami: async () => getAgentInstanceFactory().user.name,
  note: (text) => notes.add(text),
  say: (text) => say('live', text),
  research,
  recall,
};

async function research(text: string): Promise<string> {
  const { answer, steps } = await runService.start('research', text);
  return [answer, ...steps].join(' | ');
}

async function recall(): Promise<string[]> {
  return [...getAgentInstanceFactory().recall(), ...agentRegistry.names()];
}

export async function runCommand(name: string, text: string): Promise<unknown> {
  const command = commands[name];
  if (!command) throw new Error(`Unknown command ${name}`);
  return command(text);
}
