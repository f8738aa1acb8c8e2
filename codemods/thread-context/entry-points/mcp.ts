import { ts } from '@ts-morph/common';
import type { Program } from '../program.js';
import { parentOf, wrapped, type Bodied } from '../syntax.js';
import type { Framework, LeftOut } from './framework.js';

const REGISTERS = /^(setRequestHandler|registerTool|registerResource|registerPrompt|tool|resource|prompt)$/;

/** Model Context Protocol: a client calls tools, resources and prompts; `extra` says who it is, which no adapter of the runtime asks yet. */
export const mcp: Framework = {
  kind: 'mcp',
  requests: [
    { name: 'RequestHandlerExtra', packages: ['@modelcontextprotocol/sdk'] },
    { name: 'ServerContext', packages: ['@modelcontextprotocol/server'] },
  ],
  parameter: 'extra',
  closed: 'An MCP client calls this: who it is, its last parameter says. Make a context of it here (`const userContext = UserExecutionContext.fromRequest(extra, …)`) and run again; or, where the HTTP request has opened a scope, with --fallback scope.',
  leftOut: handlerOfAnUntypedServer,
};

/** The package is not installed, so its types do not say that this is a handler. */
function handlerOfAnUntypedServer(program: Program, fn: Bodied): LeftOut | undefined {
  const call = ts.isExpression(fn) ? parentOf(wrapped(fn)) : undefined;
  if (call === undefined || !ts.isCallExpression(call) || call.arguments.at(-1) !== fn || !ts.isPropertyAccessExpression(call.expression) || !REGISTERS.test(call.expression.name.text)) return undefined;
  const isUntyped = (program.oracle.type(call.expression.expression).flags & ts.TypeFlags.Any) !== 0;
  return isUntyped && /['"]@modelcontextprotocol\//.test(fn.getSourceFile().text) ? { name: 'extra', write: () => {} } : undefined;
}
