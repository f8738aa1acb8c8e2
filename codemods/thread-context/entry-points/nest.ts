import { ts } from '@ts-morph/common';
import { insertFirst } from '../lists.js';
import type { Program } from '../program.js';
import type { Bodied } from '../syntax.js';
import type { Framework, LeftOut } from './framework.js';

const PACKAGE = '@nestjs/common';
const ROUTES = /^(Get|Post|Put|Patch|Delete|Head|Options|All|Search|Sse)$/;

/** Nest guards, interceptors and filters see an execution context; controllers that ask for the request have the platform's own. */
export const nest: Framework = {
  kind: 'nest',
  requests: [
    { name: 'ExecutionContext', packages: [PACKAGE], expression: (name) => `${name}.switchToHttp().getRequest()` },
    { name: 'ArgumentsHost', packages: [PACKAGE], expression: (name) => `${name}.switchToHttp().getRequest()` },
  ],
  leftOut: routeWithoutRequest,
};

/** E6: Nest fills a parameter only if a decorator says with what. The request's type differs from platform to platform. */
function routeWithoutRequest(program: Program, fn: Bodied): LeftOut | undefined {
  if (!ts.isMethodDeclaration(fn) || !(ts.getDecorators(fn) ?? []).some((at) => isRoute(program, at))) return undefined;
  const own = fn.parameters.find((at) => (ts.getDecorators(at) ?? []).some(({ expression }) => ts.isCallExpression(expression) && /^(Req|Request)$/.test(expression.expression.getText())));
  if (own !== undefined) return ts.isIdentifier(own.name) ? { name: own.name.text, write: () => {} } : undefined;
  const source = fn.getSourceFile();
  const name = freeName(fn);
  return {
    name,
    write: (writer) => {
      const decorator = writer.named(source, 'Req', PACKAGE);
      const why = 'Nest hands over the request where a decorator asks for it.';
      insertFirst(source, fn.parameters, `@${decorator}() ${name}: object`, writer, { why });
    },
  };
}

function isRoute(program: Program, { expression }: ts.Decorator): boolean {
  if (!ts.isCallExpression(expression) || !ts.isIdentifier(expression.expression) || !ROUTES.test(expression.expression.text)) return false;
  return program.references.declarations(expression.expression).some((at) => at.getSourceFile().fileName.includes(`/node_modules/${PACKAGE}/`));
}

function freeName(fn: ts.MethodDeclaration): string {
  const text = fn.getText();
  return ['req', 'request', 'httpRequest'].find((name) => !new RegExp(`\\b${name}\\b`).test(text)) ?? 'incomingRequest';
}
