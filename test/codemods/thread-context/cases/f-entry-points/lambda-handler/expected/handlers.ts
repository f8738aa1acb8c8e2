import type { APIGatewayProxyEventV2, APIGatewayProxyHandlerV2, APIGatewayProxyResultV2, Context } from 'aws-lambda';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export const start: APIGatewayProxyHandlerV2 = async (event) => {
  const userContext = contextFromRequest(event);
  const run = await createAgentInstanceFactory(userContext).run(event.rawPath);
  return { statusCode: 200, body: run };
};

export async function recall(event: APIGatewayProxyEventV2, _context: Context): Promise<APIGatewayProxyResultV2> {
  const userContext = contextFromRequest(event);
  return createAgentInstanceFactory(userContext).recall(event.rawQueryString);
}
