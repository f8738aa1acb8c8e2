import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client } from './support/client.js';
import { startTestServer, type TestServer } from './support/test-server.js';

describe('signing in', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it('knows the user by the token', async () => {
    expect(await server.as('alice').get('/api/me')).toEqual({
      status: 200,
      body: { id: 'alice', name: 'Alice', plan: 'pro' },
    });
    expect((await server.as('carol').get('/api/me')).body.name).toBe('Carol');
  });

  it('turns strangers away', async () => {
    expect((await new Client(server.url, 'a-guess').get('/api/me')).status).toBe(401);
    await expect(new Client(server.url, 'a-guess').connect()).rejects.toThrow('401');
  });

  it('needs no user to tell its health', async () => {
    const { body } = await new Client(server.url, '').get('/health');
    expect(body).toMatchObject({ ok: true, agents: ['research', 'writing', 'triage'] });
  });

  it('reports a body that is no JSON before anybody has signed in', async () => {
    const answer = await new Client(server.url, '').send('POST', '/api/runs', '{');
    expect(answer.status).toBe(400);
    expect(answer.body.steps).toEqual([]);
  });

  it('keeps the search for the pro plan', async () => {
    expect(await server.as('carol').get('/api/notes/search?q=budget')).toEqual({
      status: 403,
      body: { error: 'Carol, this needs the pro plan' },
    });
    expect((await server.as('bob').get('/api/notes/search?q=budget')).status).toBe(200);
  });
});
