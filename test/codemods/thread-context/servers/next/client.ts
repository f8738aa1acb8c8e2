import { openScope, UserExecutionContext } from '@unsingleton/runtime';
import { NextRequest } from 'next/server.js';
import { identify } from './identity.js';
import { POST } from './route.js';

/** Calls the route handler as Next calls it, with Next's own request, and reads Next's own response. Next's server is not run. */
export async function serve() {
  return {
    ask: async (name: string) => {
      const request = new NextRequest(`http://localhost/introductions?name=${name}`, { method: 'POST' });
      const scope = openScope(UserExecutionContext.create(identify(name)), { source: request });
      try {
        const response = await scope.run(() => POST(request));
        return (await response.json()) as string;
      } finally {
        await scope.close();
      }
    },
    close: async () => {},
  };
}
