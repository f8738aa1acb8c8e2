import { openScope, UserExecutionContext } from '@unsingleton/runtime';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { identify } from './identity.js';
import { handler } from './server.js';

/** Calls the handler as the Lambda runtime does, in the scope that a wrapper of the handler opens for its event. */
export async function serve() {
  return {
    ask: async (name: string) => {
      const event = { version: '2.0', rawPath: '/introductions', pathParameters: { name } } as unknown as APIGatewayProxyEventV2;
      const scope = openScope(UserExecutionContext.create(identify(name)), { source: event });
      try {
        return await scope.run(() => handler(event, { awsRequestId: name } as Context, () => {}));
      } finally {
        await scope.close();
      }
    },
    close: async () => {},
  };
}
