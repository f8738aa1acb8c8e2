import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getAgentInstanceFactory, resetAgentInstanceFactory } from '../../src/agents/index.js';
import { conversationStore } from '../../src/stores/conversation-store.js';
import { runCommand } from '../../src/websocket/commands.js';
import { alice, bob } from '../support/people.js';
import { preparePlatform } from '../support/platform.js';

describe('the commands of the live connection', () => {
  beforeEach(() => {
    preparePlatform();
    getAgentInstanceFactory().beginRequest(alice, 'live');
  });
  afterEach(() => {
    resetAgentInstanceFactory();
  });

  it('tell who is there and what is on offer', async () => {
    expect(await runCommand('whoami', '')).toBe('Alice');
    expect(await runCommand('agents', '')).toEqual(getAgentInstanceFactory().agentNames());
  });

  it('take notes and remember them', async () => {
    await runCommand('note', 'call Dave');
    await runCommand('note', 'call Erin');
    expect(await runCommand('recall', '')).toEqual(['noted note-1', 'noted note-2']);
    expect(getAgentInstanceFactory().recall()).toHaveLength(2);
  });

  it('put what is said into the thread of the message', async () => {
    getAgentInstanceFactory().beginRequest(bob, 'kitchen');
    await runCommand('say', 'who cooks?');
    expect(await conversationStore.names('bob')).toEqual(['kitchen']);
    expect(getAgentInstanceFactory().thread).toBe('kitchen');
  });

  it('count what is used', async () => {
    const { runs } = getAgentInstanceFactory().usage();
    await runCommand('ask', 'who cooks?');
    expect(await runCommand('usage', '')).toEqual({ user: 'Alice', running: 0, waiting: 0, runs: runs + 1 });
  });

  it('are refused when nobody is signed in', async () => {
    getAgentInstanceFactory().endRequest();
    await expect(runCommand('whoami', '')).rejects.toThrow('Sign in first');
    await expect(runCommand('dance', '')).rejects.toThrow('Command dance not found');
  });
});
