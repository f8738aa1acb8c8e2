import { afterEach, describe, expect, it, vi } from 'vitest';
import { ModelClient } from '../../src/model/model-client.js';
import { alice, bob } from '../support/people.js';
import { startTestServer } from '../support/test-server.js';

describe('the limit of runs, over requests', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('holds, and is each user\'s own', async () => {
    let answer = (): void => {};
    const answered = new Promise<string>((resolve) => {
      answer = () => resolve('yes');
    });
    vi.spyOn(ModelClient.prototype, 'complete').mockReturnValue(answered);
    const server = await startTestServer({ runsAtOnce: 1, runsWaiting: 2 });
    const statuses: number[] = [];
    const ask = async (): Promise<void> => {
      const { status } = await server.as(alice).post('/api/runs', { agents: ['triage'], question: 'x' });
      statuses.push(status);
    };

    const asked = [ask(), ask(), ask(), ask(), ask()];
    await vi.waitFor(() => expect(statuses).toEqual([429, 429]));
    answer();
    await Promise.all(asked);
    expect(statuses).toEqual([429, 429, 201, 201, 201]);
    expect((await server.as(bob).post('/api/runs', { agents: ['triage'], question: 'x' })).status).toBe(201);
    expect((await server.as(alice).get('/api/me/usage')).body).toEqual({ user: 'Alice', running: 0, waiting: 0, runs: 3 });
    await server.close();
  });
});
