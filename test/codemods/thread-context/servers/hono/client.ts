import { app } from './server.js';

/** Hono answers web requests: its `fetch` is what every platform's server calls. */
export async function serve() {
  return {
    ask: async (name: string) => (await app.fetch(new Request(`http://localhost/introductions/${name}`, { method: 'POST', headers: { 'x-user': name } }))).text(),
    close: async () => {},
  };
}
