import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signToken } from '../../src/auth/token.js';
import { Client } from '../support/client.js';
import { alice, bob } from '../support/people.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

describe('signing in', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it('knows the user by the token', async () => {
    expect((await server.as(alice).get('/api/me')).body).toEqual({ id: 'alice', name: 'Alice', plan: 'team', thread: 'inbox' });
    expect((await server.as(bob).get('/api/me')).body.name).toBe('Bob');
  });

  it('believes nothing but the token', async () => {
    expect((await server.as(alice).get('/api/me?user=bob&userId=bob')).body.id).toBe('alice');
  });

  it('turns strangers away', async () => {
    const stranger = new Client(server.url, signToken(alice, 'a guess'));
    expect((await stranger.get('/api/me')).status).toBe(401);
    await expect(stranger.connect()).rejects.toThrow('401');
  });

  it('needs no user to tell its health, and reports a bad body before anybody has signed in', async () => {
    const nobody = new Client(server.url, '');
    expect((await nobody.get('/health')).body.ok).toBe(true);
    expect(await nobody.send('POST', '/api/runs', '{')).toMatchObject({ status: 400, body: { steps: [] } });
  });
});
