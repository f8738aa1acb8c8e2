import { server } from './server.js';

export async function serve() {
  const address = await server.listen({ port: 0 });
  return {
    ask: async (name: string) => (await fetch(`${address}/introductions/${name}`, { method: 'POST', headers: { 'x-user': name } })).text(),
    close: () => server.close(),
  };
}
