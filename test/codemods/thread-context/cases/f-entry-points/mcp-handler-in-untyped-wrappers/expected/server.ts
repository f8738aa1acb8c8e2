import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { getAgentInstanceFactory } from './agents';

function timed<F extends (...args: any[]) => Promise<any>>(work: F): F {
  return (async (...args: any[]) => work(...args)) as F;
}

class Logging {
  wrap(name: string, work: (...args: any[]) => Promise<any>): (...args: any[]) => Promise<any> {
    return async (...args) => {
      console.log(name);
      return work(...args);
    };
  }
}

export function register(server: Server): void {
  const logging = new Logging();
  // @unsingleton-todo FRAMEWORK_CALLED: called by a framework
  server.setRequestHandler(CallToolRequestSchema, logging.wrap('call', timed(async () => ({
    content: [{ type: 'text', text: getAgentInstanceFactory().recallAll().join() }],
  }))));
}

function main(): void {
  register(new Server({ name: 'agents', version: '1.0.0' }));
}

main();
