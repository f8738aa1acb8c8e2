import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getAgentInstanceFactory } from '../../src/agents/index.js';
import { alice, bob } from '../support/people.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

describe('a run of the research agent, from the request to the answer', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await server.as(alice).post('/api/notes', { text: 'The code of my safe is 4711' });
  });
  afterAll(() => server.close());

  it('is offered', async () => {
    expect(getAgentInstanceFactory().hasAgent('research')).toBe(true);
    expect((await server.as(alice).get('/api/agents')).body).toEqual(getAgentInstanceFactory().agentNames());
  });

  it('is done, with its steps', async () => {
    const { status, body } = await server.as(alice).post('/api/runs', { agents: ['research'], question: 'when is the rent due' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ state: 'done', owner: 'alice', for: 'Alice', agents: ['research'] });
    expect(body.steps).toEqual([expect.stringContaining('notes: '), expect.stringContaining('research: [test]')]);
    expect((await server.as(alice).get(`/api/runs/${body.id}`)).body.answer).toBe(body.answer);
    expect((await server.as(bob).get(`/api/runs/${body.id}`)).status).toBe(404);
  });

  it('counts', async () => {
    const before = getAgentInstanceFactory().metrics();
    await server.as(bob).post('/api/runs', { agents: ['research'], question: 'when is the rent due' });
    await server.as(bob).post('/api/runs', { agents: ['research'], question: 'overload' });
    const after = getAgentInstanceFactory().metrics();
    expect([after.started - before.started, after.finished - before.finished, after.failed - before.failed]).toEqual([2, 1, 1]);
  });

  it('is made anew for a direct question', async () => {
    const { body } = await server.as(bob).post('/api/agents/research', { prompt: 'when is the rent due', material: 'rent: on the first' }, 'letters');
    expect(body).toMatchObject({ for: 'Bob', steps: [expect.stringContaining('research: [test]')] });
    expect(body.answer).not.toContain('Alice');
  });
});
