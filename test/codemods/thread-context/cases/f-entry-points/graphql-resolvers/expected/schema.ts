import { GraphQLObjectType, GraphQLSchema, GraphQLString, type GraphQLFieldResolver } from 'graphql';
import type { IncomingMessage } from 'node:http';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

interface ServerContext {
  readonly req: IncomingMessage;
}

const lastRun: GraphQLFieldResolver<unknown, ServerContext> = (_source, _args, context) => {
  const userContext = contextFromRequest(context);
  return `${context.req.url}: ${createAgentInstanceFactory(userContext).recall('lastRun')}`;
};

export const schema = new GraphQLSchema({
  query: new GraphQLObjectType<unknown, ServerContext>({
    name: 'Query',
    fields: {
      lastRun: { type: GraphQLString, resolve: lastRun },
      memory: {
        type: GraphQLString,
        args: { key: { type: GraphQLString } },
        resolve: (_source, args, _context) => {
          const userContext = contextFromRequest(_context);
          return createAgentInstanceFactory(userContext).recall(String(args['key']));
        },
      },
    },
  }),
});
