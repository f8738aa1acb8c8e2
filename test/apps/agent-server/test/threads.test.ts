import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from './support/test-server.js';

describe('threads', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await server.as('alice').post('/api/notes', { texts: ['Rent is due'] });
    await server.as('alice').post('/api/threads/rent', { text: 'rent?' });
    await server.as('alice').post('/api/threads/trip', { text: 'a trip?' });
  });
  afterAll(() => server.close());

  it('answers in the thread', async () => {
    const { messages } = (await server.as('alice').get('/api/threads/rent')).body;
    expect(messages).toEqual([
      { from: 'user', text: 'rent?' },
      { from: 'agent', text: '[test] rent? (from the notes of Alice: Rent is due)' },
    ]);
  });

  it('lists and loads several', async () => {
    expect((await server.as('alice').get('/api/threads')).body).toEqual([
      'rent: 2 messages of Alice',
      'trip: 2 messages of Alice',
    ]);
    const several = (await server.as('alice').get('/api/threads/several?ids=trip,rent')).body;
    expect(several.map(({ id }: { id: string }) => id)).toEqual(['trip', 'rent']);
  });

  it('shows nobody the threads of another', async () => {
    expect((await server.as('bob').get('/api/threads')).body).toEqual([]);
    expect((await server.as('bob').get('/api/threads/rent')).status).toBe(404);
    expect((await server.as('bob').get('/api/threads/rent/summary')).body.summary).toBe('No summary of rent for Bob');
  });

  it('sums up', async () => {
    const { summary } = (await server.as('alice').get('/api/threads/rent/summary')).body;
    expect(summary).toMatch(/^Alice: rent\? \[test\] rent\?/);
    expect((await server.as('alice').get('/api/me/digest')).body.digest).toMatch(/^\d{4}-\d\d-\d\d Alice: rent, trip$/);
  });

  it('writes a transcript in two formats', async () => {
    const markdown = (await server.as('alice').get('/api/threads/trip/transcript')).body as string;
    expect(markdown.split('\n').slice(0, 2)).toEqual(['# trip (Alice)', '**Alice** a trip?']);
    const text = (await server.as('alice').get('/api/threads/trip/transcript?format=text')).body as string;
    expect(text.split('\n')[0]).toBe('Alice: a trip?');
  });
});

describe('notes and plans', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await server.as('bob').post('/api/notes', { texts: ['The goal: Bob runs a marathon', 'buy milk', 'Milk is good'] });
  });
  afterAll(() => server.close());

  it('lists the notes of the user', async () => {
    const { of, notes } = (await server.as('bob').get('/api/notes')).body;
    expect(of).toBe('Bob');
    expect(notes).toHaveLength(3);
  });

  it('finds the newest first', async () => {
    const { hits, history } = (await server.as('bob').get('/api/notes/search?q=milk')).body;
    expect(hits).toEqual([expect.stringContaining('Milk is good'), expect.stringContaining('buy milk')]);
    expect(history).toEqual(['searched for milk']);
  });

  it('puts the name of the user where they write my', async () => {
    const { hits } = (await server.as('bob').get('/api/notes/search?q=my')).body;
    expect(hits).toEqual([expect.stringContaining('Bob runs a marathon')]);
  });

  it('plans a week around the goals', async () => {
    const { tasks, history, first } = (await server.as('bob').post('/api/me/plan', { goals: ['rest'] })).body;
    expect(tasks.map(({ title }: { title: string }) => title)).toEqual([
      expect.stringMatching(/^Bob #\d+ The goal.* \(Bob\)$/),
      'rest (Bob)',
    ]);
    expect(tasks[1].parts[0].title).toBe('prepare rest (Bob)');
    expect(history).toEqual(['searched for goal', 'planned rest']);
    expect(first).toContain('Draft of rest, signed Bob, after');
  });
});
