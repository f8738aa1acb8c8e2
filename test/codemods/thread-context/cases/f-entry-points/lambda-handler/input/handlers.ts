import type { APIGatewayProxyEventV2, APIGatewayProxyHandlerV2, APIGatewayProxyResultV2, Context } from 'aws-lambda';
import { getAgentInstanceFactory } from './agents';

export const start: APIGatewayProxyHandlerV2 = async (event) => {
  const run = await getAgentInstanceFactory().run(event.rawPath);
  return { statusCode: 200, body: run };
};

export async function recall(event: APIGatewayProxyEventV2, _context: Context): Promise<APIGatewayProxyResultV2> {
  return getAgentInstanceFactory().recall(event.rawQueryString);
}
