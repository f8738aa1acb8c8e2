import type { Framework } from './framework.js';

/** GraphQL resolvers: `(source, args, context, info)`. Servers call the third differently, so the fourth tells. */
export const graphql: Framework = {
  kind: 'graphql',
  requests: [{ name: 'GraphQLResolveInfo', packages: ['graphql'], inFront: true }],
  parameter: 'context',
};
