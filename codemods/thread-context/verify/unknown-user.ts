/**
 * A migrated entry point asks `contextFromRequest` whose request it has. That knows nobody until the program has said it once,
 * and then refuses every request: not a matter of types, and met when the first request comes.
 */
import type { EntryPoint } from '../../change/plan.js';
import type { UnknownUser } from '../../change/report.js';
import { DEFAULT_CONFIGURATION, type Configuration } from '../../../src/project/configuration.js';
import type { TypeOracle } from '../../oracle/oracle.js';

/** Where the adapters of the runtime are, by the kind of an entry point; of others `openScope` opens a scope. */
const ADAPTERS: Readonly<Record<string, string>> = { express: 'express', fastify: 'fastify', koa: 'koa', hono: 'hono', nest: 'nestjs', next: 'next', http: 'http', mcp: 'mcp', ws: 'ws' };

const { context: STORY } = DEFAULT_CONFIGURATION;

export function unknownUser(oracle: TypeOracle, entryPoints: readonly EntryPoint[], { context }: Configuration): UnknownUser | undefined {
  const served = entryPoints.filter(({ kind }) => kind in ADAPTERS);
  const [first] = served;
  // A function of one's own may ask whomever it likes.
  if (first === undefined || context.module !== STORY.module || context.fromRequest !== STORY.fromRequest) return undefined;
  const adapters = new Set(Object.values(ADAPTERS).map((name) => `${context.module}/${name}`));
  if (oracle.packageImports.some(({ text }) => adapters.has(text)) || oracle.filesNaming('openScope').length > 0) return undefined;
  const modules = [...new Set(served.map(({ kind }) => `\`${context.module}/${ADAPTERS[kind] ?? ''}\``))].sort();
  const where = served.length === 1 ? `at ${first.file}:${String(first.line)}` : `at ${String(served.length)} entry points, the first of them ${first.file}:${String(first.line)}`;
  return { entryPoints: served.length, message: `Nothing here says who the user is: until it does, \`${context.fromRequest}\` refuses every request ${where}. Say it once, where the server is made, with the adapter in ${modules.join(', ')}.` };
}
