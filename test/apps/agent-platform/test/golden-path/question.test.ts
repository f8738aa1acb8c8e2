import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runQueue } from '../../src/queue/run-queue.js';
import { alice, bob, carol } from '../support/people.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

describe('a question, from signing in to the report', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await server.as(alice).post('/api/notes/import', { texts: ['The budget is 90k', 'The office is in Lisbon'] });
    await server.as(bob).post('/api/notes', { text: 'The budget is 70k' });
  });
  afterAll(() => server.close());

  it('goes through the whole team', async () => {
    const { status, body } = await server.as(alice).post('/api/questions', { text: 'How large is our budget?' }, 'planning');
    expect(status).toBe(201);
    expect(body).toMatchObject({ owner: 'alice', for: 'Alice', thread: 'planning', workflow: 'full' });
    expect(body.agents).toEqual(['triage', 'research', 'analysis', 'writing', 'review']);
  });

  it('is answered from the notes of whoever asks', async () => {
    expect((await server.as(bob).post('/api/questions', { text: 'our budget?' })).body.answer).toContain('notes of Bob: The budget is 70k');
    expect((await server.as(alice).post('/api/questions', { text: 'our budget?' })).body.answer).toContain('notes of Alice: The budget is 90k');
  });

  it('goes to one agent on the free plan', async () => {
    const { body } = await server.as(carol).post('/api/questions', { text: 'How large is our budget?' });
    expect(body.agents).toEqual(['research']);
    expect(await server.as(carol).post('/api/questions/batch', { texts: ['a', 'b'] })).toMatchObject({
      status: 403,
      body: { error: 'Carol, this needs the team plan' },
    });
  });

  it('comes in batches', async () => {
    const { body } = await server.as(bob).post('/api/questions/batch', { texts: ['my budget?', 'my office?'] }, 'batch');
    expect(body.thread).toBe('batch');
    expect(body.reports.map(({ owner }: { owner: string }) => owner)).toEqual(['bob', 'bob']);
    expect(body.usage).toMatchObject({ running: 0, waiting: 0 });
  });

  it('may wait in the queue', async () => {
    const { status, body } = await server.as(alice).post('/api/runs/background', { agents: ['research'], question: 'our budget?' });
    expect(status).toBe(202);
    await runQueue.idle();
    const run = (await server.as(alice).get(`/api/runs/${body.id}`)).body;
    expect(run).toMatchObject({ state: 'done', owner: 'alice' });
    expect(run.answer).toContain('notes of Alice: The budget is 90k');
    expect(run.steps[0]).toBe('taken from the queue');
  });

  it('becomes a thread', async () => {
    await server.as(alice).post('/api/threads/budget', { text: 'our budget?' });
    expect((await server.as(alice).get('/api/threads')).body).toEqual(['budget']);
    expect((await server.as(alice).get('/api/threads/several?ids=budget')).body[0]).toHaveLength(2);
    const transcript = (await server.as(alice).get('/api/threads/budget/transcript')).body as string;
    expect(transcript.split('\n')[0]).toBe('Alice: our budget?');
    expect((await server.as(bob).get('/api/threads/budget')).status).toBe(404);
  });

  it('shows in the digest and in the usage', async () => {
    expect((await server.as(alice).get('/api/me/digest?day=Monday')).body.digest).toBe('Monday: Alice has 1 threads and 2 notes');
    expect((await server.as(bob).get('/api/me/usage')).body).toMatchObject({ user: 'Bob', running: 0 });
    expect((await server.as(carol).get('/api/operations/metrics')).body.finished).toBeGreaterThan(3);
  });

  it('is refused where it makes no sense', async () => {
    expect((await server.as(alice).post('/api/runs', {})).status).toBe(400);
    expect((await server.as(alice).post('/api/runs', { agents: ['spy'], question: 'x' })).body.error).toBe('There is no agent called spy');
    expect((await server.as(alice).post('/api/agents/spy', {})).status).toBe(404);
  });
});
