import type { Framework } from './framework.js';

/** tRPC procedures and middleware: `createContext` made what stands for the request, and they get it as `ctx`. */
export const trpc: Framework = {
  kind: 'trpc',
  requests: [{ name: 'ProcedureResolverOptions', packages: ['@trpc/server'], property: 'ctx' }],
  handlers: [{ name: 'MiddlewareFunction', packages: ['@trpc/server'], property: 'ctx' }],
  parameter: 'opts',
};
