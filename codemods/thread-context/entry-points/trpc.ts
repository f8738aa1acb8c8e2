import type { ts } from '@ts-morph/common';
import type { Framework, RequestType } from './framework.js';

/** tRPC procedures and middleware: `createContext` made what stands for the request, and they get it as `ctx`. */
export const trpc: Framework = {
  kind: 'trpc',
  requests: [handedCtx('ProcedureResolverOptions')],
  handlers: [handedCtx('MiddlewareFunction')],
  parameter: 'opts',
};

function handedCtx(name: string): RequestType {
  return { name, packages: ['@trpc/server'], property: 'ctx', closed: copied };
}

/** `next({ ctx: { user } })`: everything behind that middleware gets an object of tRPC's own making. */
function copied(type: ts.Type, checker: ts.TypeChecker): string | undefined {
  const overrides = (type.aliasTypeArguments ?? checker.getTypeArguments(type as ts.TypeReference))[2];
  if (overrides === undefined || checker.getPropertiesOfType(overrides).length === 0) return undefined;
  return 'A middleware in front of this adds to `ctx`, so that what comes here is a copy, of which nobody has said whose it is: put the context itself into `ctx` where that is made, as `userContext`, and run again.';
}
