import { Agent } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDesk, eventually, send, type Answer, type Desk, type Running } from './server-under-test.js';

/** What every adapter owes, against the real framework over loopback. */
export function describeAdapter(name: string, start: (desk: Desk) => Promise<Running>): void {
  describe(`the adapter for ${name}`, () => {
    let server: Running;
    beforeAll(async () => {
      server = await start(createDesk());
    });
    afterAll(() => server.close());

    const ask = async (path: string, options: Parameters<typeof send>[2] = {}): Promise<Answer> => {
      const { status, text } = await send(server.port, path, options);
      expect(status, text).toBe(200);
      return JSON.parse(text) as Answer;
    };
    const everywhere = (user: string | null, body = ''): Answer => ({ ofSource: user, ofScope: user, ofNotebook: user, body });

    it('gives each of sixty concurrent users their own context', async () => {
      const users = Array.from({ length: 60 }, (_, index) => `user${index}`);
      const answers = await Promise.all(users.map((user) => ask('/runs', { user, body: `work of ${user}` })));
      expect(answers).toEqual(users.map((user) => everywhere(user, `work of ${user}`)));
    });

    it('goes on as the same user when the body arrives late', async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 3 });
      const users = ['alice', 'bob', 'carol', 'dave', 'erin', 'frank'];
      const answers = await Promise.all(users.map((user, index) => ask('/runs', { user, body: `work of ${user}`, late: 5 + 7 * (index % 3), agent })));
      agent.destroy();
      expect(answers).toEqual(users.map((user) => everywhere(user, `work of ${user}`)));
    });

    it('gives an anonymous request on a kept-alive connection nobody', async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const seen = [
        await ask('/runs', { user: 'alice', body: 'a', agent }),
        await ask('/runs', { body: 'x', late: 5, agent }),
        await ask('/runs', { agent }),
        await ask('/runs', { user: 'bob', body: 'b', agent }),
        await ask('/runs', { body: 'y', agent }),
      ];
      agent.destroy();
      expect(seen).toEqual([everywhere('alice', 'a'), everywhere(null, 'x'), everywhere(null), everywhere('bob', 'b'), everywhere(null, 'y')]);
    });

    it('closes the scope when the response has been sent', async () => {
      await ask('/runs', { user: 'grace' });
      expect(await eventually(() => server.desk.closed.includes('grace'))).toBe(true);
    });

    it('closes the scope when the client goes away', async () => {
      const abort = new AbortController();
      const sent = send(server.port, '/slow', { user: 'heidi', signal: abort.signal }).catch((error: unknown) => (error as Error).name);
      expect(await eventually(() => server.desk.opened.includes('heidi'))).toBe(true);
      expect(server.desk.closed).not.toContain('heidi');
      abort.abort();
      expect(await sent).toBe('AbortError');
      expect(await eventually(() => server.desk.closed.includes('heidi'))).toBe(true);
    });

    it('closes the scope when the handler fails, and serves the next request', async () => {
      const { status } = await send(server.port, '/fail', { user: 'ivan' });
      expect(status).toBe(500);
      expect(await eventually(() => server.desk.closed.includes('ivan'))).toBe(true);
      expect(await ask('/runs', { user: 'judy' })).toEqual(everywhere('judy'));
    });
  });
}
