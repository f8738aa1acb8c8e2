import { NextRequest } from 'next/server.js';
import { POST } from './route.js';

/** Calls the route handler as Next calls it, with Next's own request, and reads Next's own response. Next's server is not run. */
export async function serve() {
  return {
    ask: async (name: string) => {
      const response = await POST(new NextRequest(`http://localhost/introductions?name=${name}`, { method: 'POST', headers: { 'x-user': name } }));
      return (await response.json()) as string;
    },
    close: async () => {},
  };
}
