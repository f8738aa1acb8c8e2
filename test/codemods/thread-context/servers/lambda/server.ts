import type { APIGatewayProxyHandlerV2 } from 'aws-lambda';
import { introduce } from './introductions.js';

export const handler: APIGatewayProxyHandlerV2<string> = async (event) => {
  return introduce(event.pathParameters?.['name'] ?? 'nobody');
};
