import { ts } from '@ts-morph/common';
import { hasModifier, nameOf } from '../syntax.js';
import type { Framework } from './framework.js';

const METHODS = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|middleware|proxy)$/;

/** Next.js: route handlers and middleware take a web request, `pages/api` a request of its own. */
export const next: Framework = {
  kind: 'next',
  requests: [
    { name: 'NextRequest', packages: ['next'] },
    { name: 'NextApiRequest', packages: ['next'] },
    {
      name: 'Request',
      packages: [],
      // The standard Request is also what clients send; as an exported route handler it is what the server got.
      onlyIf: (fn) => METHODS.test(nameOf(fn)) && (hasModifier(fn, ts.SyntaxKind.ExportKeyword) || ts.isVariableDeclaration(fn.parent)),
    },
  ],
};
