import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from './support/client.js';
import { startTestServer, type TestServer } from './support/test-server.js';

describe('the live connection', () => {
  let server: TestServer;
  let alice: Conversation;
  beforeAll(async () => {
    server = await startTestServer();
    alice = await server.as('alice').connect();
  });
  afterAll(async () => {
    alice.close();
    await server.close();
  });

  it('knows who is there', async () => {
    expect(await alice.command('whoami')).toMatchObject({ result: 'Alice' });
    const bob = await server.as('bob').connect();
    expect(await bob.command('whoami')).toMatchObject({ result: 'Bob' });
    expect(await alice.command('whoami')).toMatchObject({ result: 'Alice' });
    bob.close();
  });

  it('takes notes and researches in them', async () => {
    expect(await alice.command('note', 'The code is 1234')).toMatchObject({ result: { text: 'The code is 1234' } });
    const { result } = await alice.command('research', 'which code?');
    expect(result).toContain('notes of Alice: The code is 1234');
    expect(result).toContain('finished research for Alice');
  });

  it('shares its threads with the pages', async () => {
    await alice.command('say', 'hello there');
    const { messages } = (await server.as('alice').get('/api/threads/live')).body;
    expect(messages).toHaveLength(2);
  });

  it('starts every message afresh', async () => {
    await alice.command('note', 'one more');
    expect(await alice.command('recall')).toMatchObject({ result: ['research', 'writing', 'triage'] });
  });

  it('answers a command it does not know', async () => {
    expect(await alice.command('dance')).toMatchObject({ error: 'Unknown command dance' });
  });
});
