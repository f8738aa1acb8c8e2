import { getAgentInstanceFactory } from './agents';

export interface ToolServer {
  handle(name: string, handler: (key: string) => Promise<string>): void;
}

export function timed<Work extends (...args: any[]) => Promise<any>>(work: Work, name: string): Work {
  return (async (...args: any[]) => {
    const result: unknown = await work(...args);
    return `${name}: ${String(result)}`;
  }) as Work;
}

export function setUp(server: ToolServer): void {
  server.handle('recall', timed(async (key) => getAgentInstanceFactory().recall(String(key)), 'recall'));
}
