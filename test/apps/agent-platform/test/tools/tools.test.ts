import { beforeEach, describe, expect, it } from 'vitest';
import { getAgentInstanceFactory } from '../../src/agents/index.js';
import { say } from '../../src/services/conversations.js';
import { notes } from '../../src/services/notes.js';
import { toolBox } from '../../src/tools/tool-box.js';
import { alice, bob } from '../support/people.js';
import { preparePlatform } from '../support/platform.js';

describe('the tools', () => {
  beforeEach(() => {
    preparePlatform();
    getAgentInstanceFactory().beginRequest(alice);
  });

  it('find notes that share a word with the question, or else all', async () => {
    await notes.addAll(['Water the plants', 'Feed the cat']);
    expect(await toolBox.notes.call('my plants?')).toBe('Water the plants');
    expect(await toolBox.notes.call('?')).toBe('Water the plants; Feed the cat');
    getAgentInstanceFactory().beginRequest(bob);
    expect(await toolBox.notes.call('plants?')).toBe('');
  });

  it('list the threads', async () => {
    await say('trip', 'where to?');
    await say('rent', 'how much?');
    expect(await toolBox.threads.call('r')).toBe('trip, rent');
    expect(await toolBox.threads.call('trip')).toBe('trip');
  });

  it('look back', async () => {
    getAgentInstanceFactory().remember('asked for the trip');
    getAgentInstanceFactory().remember('asked for the rent');
    expect(await toolBox.history.call('rent')).toBe('asked for the rent');
  });

  it('tell the date', async () => {
    expect(await toolBox.clock.call('')).toMatch(/^\d{4}-\d\d-\d\d$/);
  });
});
