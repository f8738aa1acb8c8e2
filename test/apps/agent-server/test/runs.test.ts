import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from './support/test-server.js';
import { runQueue } from '../src/queue/queue.js';

describe('runs', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await server.as('alice').post('/api/notes', { text: 'The budget is 90k' });
    await server.as('bob').post('/api/notes', { text: 'The budget is 70k' });
  });
  afterAll(() => server.close());

  it('answers from the notes of whoever asks, with the configured model', async () => {
    const { status, body } = await server.as('alice').post('/api/runs', { prompt: 'our budget?' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      state: 'done',
      owner: 'alice',
      for: 'Alice',
      answer: '[test] our budget? (from the notes of Alice: The budget is 90k)',
      steps: ['started research', 'research: our budget?', 'finished research for Alice'],
    });
  });

  it('compares two agents', async () => {
    const { body } = await server.as('bob').post('/api/runs/compare', { prompt: 'our budget?' });
    expect(body.for).toBe('Bob');
    expect(body.answers[0]).toContain('The budget is 70k');
    expect(body.answers[1]).toContain('signed Bob, after');
  });

  it('hides a run from everybody else', async () => {
    const { id } = (await server.as('alice').post('/api/runs', { agent: 'triage', prompt: 'urgent!' })).body;
    expect((await server.as('alice').get(`/api/runs/${id}`)).body.answer).toBe('[test] urgent: urgent!');
    expect(await server.as('bob').get(`/api/runs/${id}`)).toEqual({
      status: 404,
      body: { error: `Run ${id} not found`, steps: [] },
    });
  });

  it('tells the inbox when a run is done', async () => {
    const carol = server.as('carol');
    const { id } = (await carol.post('/api/runs', { agent: 'triage', prompt: 'later' })).body;
    expect((await carol.get('/api/me/inbox')).body).toEqual([`Carol: run ${id} is done`]);
    expect((await carol.get('/api/me/inbox')).body).toEqual([]);
  });

  it('works through the queue for the user who asked', async () => {
    const alice = server.as('alice');
    const { status, body } = await alice.post('/api/runs/background', { prompt: 'our budget?' });
    expect(status).toBe(202);
    await runQueue.idle();
    const run = (await alice.get(`/api/runs/${body.id}`)).body;
    expect(run).toMatchObject({ state: 'done', owner: 'alice' });
    expect(run.answer).toContain('notes of Alice: The budget is 90k');
    expect(run.steps[0]).toBe('taken from the queue');
  });

  it('refuses a run without a prompt and one with an unknown agent', async () => {
    expect((await server.as('alice').post('/api/runs', {})).status).toBe(400);
    expect((await server.as('alice').post('/api/runs', { prompt: 'x', agent: 'spy' })).status).toBe(400);
  });
});

describe('the limit of runs', () => {
  it('holds across requests, for each user alone', async () => {
    const server = await startTestServer(9);
    const bob = server.as('bob');
    const before = (await bob.get('/api/me/usage')).body.remaining as number;
    for (let run = 0; run < before; run += 1) {
      expect((await bob.post('/api/runs', { agent: 'triage', prompt: 'x' })).status).toBe(201);
    }
    expect(await bob.post('/api/runs', { agent: 'triage', prompt: 'x' })).toMatchObject({ status: 429 });
    expect((await bob.get('/api/me/usage')).body).toMatchObject({ user: 'Bob', remaining: 0 });
    await server.close();
  });
});
