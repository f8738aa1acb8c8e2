import { ts } from '@ts-morph/common';
import type { Program } from '../program.js';
import { parentOf, wrapped, type Bodied } from '../syntax.js';
import type { Framework, LeftOut } from './framework.js';

const REGISTERS = /^(setRequestHandler|registerTool|registerResource|registerPrompt|tool|resource|prompt)$/;

/** Model Context Protocol: a client calls tools, resources and prompts; the last parameter, `extra`, says who it is. */
export const mcp: Framework = {
  kind: 'mcp',
  requests: [
    { name: 'RequestHandlerExtra', packages: ['@modelcontextprotocol/sdk'] },
    { name: 'ServerContext', packages: ['@modelcontextprotocol/server'] },
  ],
  parameter: 'extra',
  inWrapper: 'An MCP client calls this through a wrapper, which does not hand `extra` on: who the client is, only that says. Let the wrapper pass it, and run again; or, where `userScope` has opened a scope, with --fallback scope.',
  bySyntax: (fn, call) => {
    const index = isRegistration(fn, call) ? fn.parameters.findIndex(({ name }) => /^_?extra$/.test(name.getText())) : -1;
    return index < 0 ? undefined : index;
  },
  leftOut: handlerOfAnUntypedServer,
};

function isRegistration(fn: Bodied, call: ts.CallExpression): boolean {
  return call.arguments.at(-1) === fn && ts.isPropertyAccessExpression(call.expression) && REGISTERS.test(call.expression.name.text) && /['"]@modelcontextprotocol\//.test(fn.getSourceFile().text);
}

/** The package is not installed: where among the parameters of this handler `extra` would stand, only its types say. */
function handlerOfAnUntypedServer(program: Program, fn: Bodied): LeftOut | undefined {
  const call = ts.isExpression(fn) ? parentOf(wrapped(fn)) : undefined;
  if (call === undefined || !ts.isCallExpression(call) || !isRegistration(fn, call) || !ts.isPropertyAccessExpression(call.expression)) return undefined;
  const isUntyped = (program.oracle.type(call.expression.expression).flags & ts.TypeFlags.Any) !== 0;
  const closed = 'An MCP client calls this: who it is, the parameter `extra` says, which this handler leaves out. Name it, and run again.';
  return isUntyped ? { name: 'extra', write: () => {}, closed } : undefined;
}
