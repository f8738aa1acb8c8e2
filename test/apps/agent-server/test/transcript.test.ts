import { describe, expect, it, vi } from 'vitest';
import { transcript } from '../src/services/transcript.js';
import type { Thread } from '../src/stores/conversation-store.js';

vi.mock('../src/agents/index.js', () => ({
  getAgentInstanceFactory: () => ({ user: { id: 'dave', name: 'Dave', plan: 'free' } }),
}));

const thread: Thread = {
  id: 'trip',
  owner: 'dave',
  messages: [
    { from: 'user', text: 'Where to?' },
    { from: 'agent', text: 'The sea.' },
  ],
};

describe('a transcript', () => {
  it('names the user', () => {
    expect(transcript(thread, 'text')).toBe('Dave: Where to?\nagent: The sea.');
  });

  it('has a heading in markdown', () => {
    expect(transcript(thread, 'markdown').split('\n')[0]).toBe('# trip (Dave)');
  });
});
