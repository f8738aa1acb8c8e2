import type { Framework } from './framework.js';

/** Koa middleware: the context object is the request. */
export const koa: Framework = {
  kind: 'koa',
  requests: ['Context', 'ParameterizedContext', 'ExtendableContext', 'DefaultContext', 'BaseContext', 'RouterContext'].map((name) => ({ name, packages: ['koa', '@koa/router', 'koa-router'] })),
  parameter: 'ctx',
};
