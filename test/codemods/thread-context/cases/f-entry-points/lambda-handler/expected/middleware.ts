import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2, Context } from 'aws-lambda';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

type Handler = (event: APIGatewayProxyEventV2, context: Context) => Promise<APIGatewayProxyResultV2>;

export const remembered = (next: Handler): Handler => async (...args) => {
  const userContext = contextFromRequest(args[0]);
  createAgentInstanceFactory(userContext).remember('called', 'yes');
  return next(...args);
};
