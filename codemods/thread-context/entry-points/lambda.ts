import type { Framework } from './framework.js';

/** AWS Lambda behind a gateway. */
export const lambda: Framework = {
  kind: 'lambda',
  requests: ['APIGatewayProxyEvent', 'APIGatewayProxyEventV2', 'APIGatewayProxyEventBase', 'APIGatewayProxyEventV2WithRequestContext', 'ALBEvent', 'SQSRecord', 'LambdaFunctionURLEvent'].map((name) => ({ name, packages: ['aws-lambda'] })),
  parameter: 'event',
};
