import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2, Context } from 'aws-lambda';
import { getAgentInstanceFactory } from './agents';

type Handler = (event: APIGatewayProxyEventV2, context: Context) => Promise<APIGatewayProxyResultV2>;

export const remembered = (next: Handler): Handler => async (...args) => {
  getAgentInstanceFactory().remember('called', 'yes');
  return next(...args);
};
