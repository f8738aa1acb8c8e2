import { describe, expect, it } from 'vitest';
import { alice, bob } from '../support/people.js';
import { startTestServer } from '../support/test-server.js';

describe('the limit of runs, over requests', () => {
  it('holds, and is each user\'s own', async () => {
    const server = await startTestServer({ runsAtOnce: 1, runsWaiting: 2, modelLatency: 60 });
    const ask = async (): Promise<number> => (await server.as(alice).post('/api/runs', { agents: ['triage'], question: 'x' })).status;
    const statuses = await Promise.all([ask(), ask(), ask(), ask(), ask()]);
    expect(statuses.toSorted()).toEqual([201, 201, 201, 429, 429]);
    expect((await server.as(bob).post('/api/runs', { agents: ['triage'], question: 'x' })).status).toBe(201);
    expect((await server.as(alice).get('/api/me/usage')).body).toEqual({ user: 'Alice', running: 0, waiting: 0, runs: 3 });
    await server.close();
  });
});
