import { GraphQLObjectType, GraphQLSchema, GraphQLString, type GraphQLFieldResolver } from 'graphql';
import type { IncomingMessage } from 'node:http';
import { getAgentInstanceFactory } from './agents';

interface ServerContext {
  readonly req: IncomingMessage;
}

const lastRun: GraphQLFieldResolver<unknown, ServerContext> = (_source, _args, context) => {
  return `${context.req.url}: ${getAgentInstanceFactory().recall('lastRun')}`;
};

export const schema = new GraphQLSchema({
  query: new GraphQLObjectType<unknown, ServerContext>({
    name: 'Query',
    fields: {
      lastRun: { type: GraphQLString, resolve: lastRun },
      memory: {
        type: GraphQLString,
        args: { key: { type: GraphQLString } },
        resolve: (_source, args, _context) => getAgentInstanceFactory().recall(String(args['key'])),
      },
    },
  }),
});
