import { AsyncLocalStorage } from 'node:async_hooks';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openScope, perRequest, runInScope, type Scope } from '../../../src/runtime/index.js';
import { assertNotRetained, createTestUserContext } from '../../../src/runtime/testing/index.js';

// Short versions of `npm run soak:runtime`: a million scopes, and 200,000 requests for each framework.
const bench = join(import.meta.dirname, '../../bench');

async function run(program: string, ...parameters: string[]): Promise<Record<string, number>> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', '--no-deprecation', join(bench, program), ...parameters], { timeout: 60_000 });
  return JSON.parse(stdout) as Record<string, number>;
}

describe('under load', () => {
  it('fifty thousand scopes leave the heap within 2 % of where it was', async () => {
    expect((await run('runtime-heap.mjs', '50000'))['grownPercent']).toBeLessThan(2);
  });

  it.each(['express', 'fastify'])('no user\'s data crosses on %s, with late bodies and clients that go away', async (framework) => {
    const { sent, answered, aborted, ...outcome } = await run('runtime-soak.mjs', framework, '400');
    expect(outcome).toMatchObject({ crossed: 0, failed: 0, unhandled: 0 });
    expect((answered ?? 0) + (aborted ?? 0)).toBe(sent);
    expect(aborted).toBeGreaterThan(0);
  });

  it('control: with the deprecated accessor the same load finds a crossing', async () => {
    await expect(run('runtime-soak.mjs', 'express', '200', '--leak')).rejects.toMatchObject({ code: 1, stdout: expect.stringMatching(/"crossed":[1-9]/) as string });
  });

  describe('with 500 idle sockets that were opened in requests and are kept', () => {
    const server = createServer();
    const sockets: Socket[] = [];
    let port = 0;
    beforeAll(async () => {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      ({ port } = server.address() as AddressInfo);
    });
    afterAll(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    // A function of the module's, so that the listener closes over nothing but what it is given.
    const openSocket = async (onData: () => unknown): Promise<void> => {
      const socket = connect(port, '127.0.0.1');
      socket.on('data', onData);
      sockets.push(socket);
      await once(socket, 'connect');
    };
    const looksIn = (scope: Scope) => (): unknown => scope.context;

    it('nothing of their users is reachable', async () => {
      const createEngine = perRequest((userContext) => ({ userContext, history: [`note of ${userContext.userId}`] }), { name: 'createEngine' });
      await assertNotRetained(async ({ track }) => {
        await Promise.all(Array.from({ length: 500 }, () => runInScope(track(createTestUserContext()), async (scope) => {
          track(createEngine(scope.context));
          await openSocket(looksIn(scope));
        })));
      });
      expect(sockets.filter(({ readyState }) => readyState === 'open')).toHaveLength(500);
    });

    it('control: a store that holds the user itself keeps them all', async () => {
      const storage: AsyncLocalStorage<object> = new AsyncLocalStorage();
      const outcome = assertNotRetained(({ track }) => Promise.all(Array.from({ length: 5 }, () => storage.run(track({ user: createTestUserContext() }), () => openSocket(() => {})))));
      await expect(outcome).rejects.toThrow(/^5 of 5 tracked objects are still reachable/);
    });
  });

  it('control: a scope that is left open keeps its user', async () => {
    const sockets: object[] = [];
    await expect(assertNotRetained(({ track }) => { sockets.push(openScope(track(createTestUserContext()))); })).rejects.toThrow(/1 of 1 tracked objects/);
    expect(sockets).toHaveLength(1);
  });
});
