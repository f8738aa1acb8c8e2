import type { Framework } from './framework.js';

/** tRPC procedures: `createContext` made what stands for the request, and a procedure gets it as `ctx`. */
export const trpc: Framework = {
  kind: 'trpc',
  requests: [{ name: 'ProcedureResolverOptions', packages: ['@trpc/server'], property: 'ctx' }],
  parameter: 'opts',
};
