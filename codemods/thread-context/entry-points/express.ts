import { ts } from '@ts-morph/common';
import type { Framework } from './framework.js';

const ROUTES = /^(get|post|put|patch|delete|head|options|all|use|param)$/;

/** Express handlers, middleware, error middleware and `router.param`. A parameter in front would become `req`. */
export const express: Framework = {
  kind: 'express',
  requests: [{ name: 'Request', packages: ['express', 'express-serve-static-core'] }],
  bySyntax: (fn, call) => {
    if (!ts.isPropertyAccessExpression(call.expression) || !ROUTES.test(call.expression.name.text)) return undefined;
    const names = fn.parameters.map((at) => at.name.getText());
    const at = names.findIndex((name) => /^_?(req|request)$/.test(name));
    return at >= 0 && at <= 1 && names.length >= 2 ? at : undefined;
  },
};
