import { afterEach, describe, expect, it, vi } from 'vitest';
import * as factories from '../../src/agents/agent-instance-factory.js';
import { AgentInstanceFactory } from '../../src/agents/index.js';
import { notes } from '../../src/services/notes.js';
import { noteStore } from '../../src/stores/note-store.js';
import { HistoryTool } from '../../src/tools/history-tool.js';
import { NotesTool } from '../../src/tools/notes-tool.js';
import { ThreadsTool } from '../../src/tools/threads-tool.js';

function factoryOf(id: string, name: string): AgentInstanceFactory {
  const factory = new AgentInstanceFactory();
  factory.beginRequest({ id, name, plan: 'team' });
  return factory;
}

describe('tools and notes, with a factory of their own', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('keep notes under the id of the user', async () => {
    vi.spyOn(factories, 'getAgentInstanceFactory').mockReturnValue(factoryOf('dave', 'Dave'));
    await notes.add('call Erin');
    expect(await noteStore.list('dave')).toMatchObject([{ text: 'call Erin' }]);
  });

  it('remember what was noted', async () => {
    const factory = factoryOf('erin', 'Erin');
    const getter = vi.spyOn(factories, 'getAgentInstanceFactory').mockReturnValue(factory);
    const { id } = await notes.add('call Dave');
    expect(getter).toHaveBeenCalled();
    expect(factory.recall()).toEqual([`noted ${id}`]);
  });

  it('search in what is the user\'s', async () => {
    const factory = factoryOf('frank', 'Frank');
    vi.spyOn(factories, 'getAgentInstanceFactory').mockReturnValue(factory);
    await notes.addAll(['water the plants', 'feed the cat']);
    expect(await new NotesTool().call('plants?')).toBe('water the plants');
    expect(await new ThreadsTool().call('')).toBe('');
    expect(await new HistoryTool().call('noted')).toContain('noted note-1');
  });
});
