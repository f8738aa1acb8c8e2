/** What the checks use of the agent platform, compiled from its sources as they were before or after the migration. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { UserExecutionContext } from '@unsingleton/runtime';

export type User = { readonly id: string; readonly name: string; readonly plan: 'free' | 'team' };

export type Factory = {
  readonly user: User;
  beginRequest(user: User, thread?: string): void;
  createAgent(name: string): object;
  emit(type: string, text: string): void;
  remember(entry: string): void;
  recall(): string[];
  run<Result>(work: () => Promise<Result>): Promise<Result>;
  metrics(): { readonly finished: number };
};

/** How code comes by the factory: the accessor of old, which hears no context, or the per-request factory. */
export type Accessor = (userContext: UserExecutionContext) => Factory;

type Config = { readonly port: number; readonly secret: string };
type Socket = { readonly readyState: number; send(text: string): void; once(event: string, listener: () => void): void };

export type Platform = {
  readonly accessor: Accessor;
  /** Makes an instance of the class as it stands, with whatever is passed. */
  readonly make: (...parameters: unknown[]) => Factory;
  readonly contextOf: (user: User) => UserExecutionContext;
  readonly signToken: (user: User, secret: string) => string;
  readonly startServer: (config: Config) => Promise<{ readonly url: string; close(): Promise<void> }>;
  readonly config: Config;
  readonly listen: (userId: string, socket: Socket) => void;
};

/** Loads and configures the platform that was compiled to this folder. */
export async function loadPlatform(folder: string): Promise<Platform> {
  const load = async (path: string): Promise<Record<string, unknown>> => (await import(pathToFileURL(join(folder, 'src', path)).href)) as Record<string, unknown>;
  const [agents, context, token, configuration, startup, server, bridge] = await Promise.all(
    ['agents/index.js', 'auth/user-context.js', 'auth/token.js', 'config.js', 'startup.js', 'server.js', 'websocket/socket-bridge.js'].map(load),
  );
  const { createAgentInstanceFactory, getAgentInstanceFactory, AgentInstanceFactory } = agents as {
    createAgentInstanceFactory?: Accessor;
    getAgentInstanceFactory: () => Factory;
    AgentInstanceFactory: new (...parameters: unknown[]) => Factory;
  };
  const config = (configuration?.['loadConfig'] as (env: object) => Config)({ PORT: '0', MODEL_LATENCY: '1' });
  (startup?.['configurePlatform'] as (config: Config) => void)(config);
  return {
    accessor: createAgentInstanceFactory ?? (() => getAgentInstanceFactory()),
    make: (...parameters) => new AgentInstanceFactory(...parameters),
    contextOf: context?.['contextOf'] as Platform['contextOf'],
    signToken: token?.['signToken'] as Platform['signToken'],
    startServer: server?.['startServer'] as Platform['startServer'],
    config,
    listen: (userId, socket) => { (bridge?.['socketBridge'] as { add(userId: string, socket: Socket): void }).add(userId, socket); },
  };
}

export const userOf = (id: string): User => ({ id, name: `Name of ${id}`, plan: 'team' });

export const alice: User = userOf('alice');
export const bob: User = userOf('bob');

export const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));
