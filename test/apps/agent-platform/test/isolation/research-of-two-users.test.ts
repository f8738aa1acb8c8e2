import { beforeEach, describe, expect, it } from 'vitest';
import { getAgentInstanceFactory } from '../../src/agents/index.js';
import { executionEngines } from '../../src/engine/execution-engine-factory.js';
import { notes } from '../../src/services/notes.js';
import { noteStore } from '../../src/stores/note-store.js';
import { alice, bob } from '../support/people.js';
import { preparePlatform } from '../support/platform.js';

describe('the research agent, one user after the other', () => {
  beforeEach(() => {
    preparePlatform();
  });

  it('works for whoever asks', async () => {
    getAgentInstanceFactory().beginRequest(alice);
    const first = await executionEngines.createEngine('research').execute('when is the rent due');
    getAgentInstanceFactory().beginRequest(bob);
    const second = await executionEngines.createEngine('research').execute('when is the rent due');
    expect([first.owner, second.owner]).toEqual(['alice', 'bob']);
    expect(second.answer).not.toContain('Alice');
  });

  it('begins with nothing of the request before', async () => {
    getAgentInstanceFactory().beginRequest(alice);
    await executionEngines.runAlone('research', 'when is the rent due');
    getAgentInstanceFactory().beginRequest(bob);
    expect(getAgentInstanceFactory().recall()).toEqual([]);
  });

  it('finds the notes of whoever asks', async () => {
    getAgentInstanceFactory().beginRequest(alice, 'research');
    await notes.add('Alice pays on Monday');
    getAgentInstanceFactory().beginRequest(bob, 'research');
    await notes.add('Bob pays on Friday');
    await executionEngines.runAlone('research', 'who pays');
    expect(getAgentInstanceFactory().recall().join()).not.toContain('Monday');
    expect(await noteStore.list('bob')).toMatchObject([{ text: 'Bob pays on Friday' }]);
  });
});
