import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getAgentInstanceFactory } from '../../src/agents/index.js';
import { socketBridge } from '../../src/websocket/socket-bridge.js';
import type { Conversation } from '../support/client.js';
import { alice, bob } from '../support/people.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

describe('the live connection', () => {
  let server: TestServer;
  let socket: Conversation;
  beforeAll(async () => {
    server = await startTestServer();
    socket = await server.as(alice).connect();
  });
  afterAll(async () => {
    socket.close();
    await server.close();
  });

  it('knows who is there', async () => {
    expect(await socket.command('whoami')).toMatchObject({ result: 'Alice' });
    const other = await server.as(bob).connect();
    expect(await other.command('whoami')).toMatchObject({ result: 'Bob' });
    expect(await socket.command('whoami')).toMatchObject({ result: 'Alice' });
    other.close();
  });

  it('shows the steps of a run while it goes on', async () => {
    await socket.command('note', 'The code is 1234');
    const { result } = await socket.command('ask', 'which code?', 'safe');
    expect(result).toContain('notes of Alice: The code is 1234');
    const types = socket.events.map(({ type }) => type);
    expect(types[0]).toBe('run_started');
    expect(types.at(-1)).toBe('run_finished');
    expect(new Set(socket.events.map(({ userId, thread }) => `${userId} ${thread}`))).toEqual(new Set(['alice safe']));
  });

  it('shows what happens on the pages too', async () => {
    const seen = socket.events.length;
    await server.as(alice).post('/api/runs', { agents: ['triage'], question: 'urgent!' });
    await server.as(bob).post('/api/runs', { agents: ['triage'], question: 'later' });
    await socket.command('whoami');
    expect(socket.events.slice(seen).map(({ userId }) => userId)).not.toContain('bob');
    expect(socket.events.length).toBeGreaterThan(seen);
  });

  it('carries events to whom they are for', async () => {
    expect(socketBridge.connected('alice')).toBe(1);
    getAgentInstanceFactory().beginRequest(alice, 'news');
    getAgentInstanceFactory().emit('run_started', 'from the test');
    await socket.command('whoami');
    expect(socket.events.at(-1)).toMatchObject({ thread: 'news', text: 'from the test' });
  });

  it('starts every message afresh', async () => {
    await socket.command('note', 'one more');
    expect(await socket.command('recall')).toMatchObject({ result: [] });
  });

  it('answers a command that it does not know', async () => {
    expect(await socket.command('dance')).toMatchObject({ error: 'Command dance not found' });
  });
});
