/** Who a request is taken to be, asked over HTTP. */
import { alice, type Platform } from './platform.js';

type Asked = { readonly url: string; readonly headers: Readonly<Record<string, string>> };

/** The id of the user that a server takes the request for; undefined where it refuses. */
export type Who = (request: Asked) => Promise<string | undefined>;

/** @throws if a query parameter or a header makes the request somebody's, with or without a token. */
export async function believesNoRequest(platform: Platform, who?: Who): Promise<void> {
  const server = await platform.startServer(platform.config);
  try {
    const ask = who ?? (async ({ url, headers }) => {
      const response = await fetch(server.url + url, { headers });
      return response.ok ? ((await response.json()) as { id: string }).id : undefined;
    });
    const token = `Bearer ${platform.signToken(alice, platform.config.secret)}`;
    const claims = { 'x-user-id': 'mallory' };
    const [hers, nobodys] = await Promise.all([
      ask({ url: '/api/me?userId=mallory', headers: { ...claims, authorization: token } }),
      ask({ url: '/api/me?userId=mallory', headers: claims }),
    ]);
    if (hers !== 'alice') throw new Error(`the request of alice ran as ${hers ?? 'nobody'}`);
    if (nobodys !== undefined) throw new Error(`a request of nobody ran as ${nobodys}`);
  } finally {
    await server.close();
  }
}
