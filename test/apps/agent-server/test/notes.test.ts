import { afterEach, describe, expect, it, vi } from 'vitest';
import { AgentInstanceFactory, resetAgentInstanceFactory } from '../src/agents/index.js';
import * as factories from '../src/agents/agent-instance-factory.js';
import { notes } from '../src/services/notes.js';
import { noteStore } from '../src/stores/note-store.js';
import { NotesTool } from '../src/tools/notes-tool.js';

function factoryOf(id: string, name: string): AgentInstanceFactory {
  const factory = new AgentInstanceFactory();
  factory.beginRequest({ id, name, plan: 'pro' });
  return factory;
}

describe('notes', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    resetAgentInstanceFactory();
  });

  it('are kept under the id of the user', async () => {
    vi.spyOn(factories, 'getAgentInstanceFactory').mockReturnValue(factoryOf('dave', 'Dave'));
    await notes.add('call Erin');
    expect(await noteStore.list('dave')).toMatchObject([{ text: 'call Erin' }]);
  });

  it('are remembered in the history', async () => {
    const factory = factoryOf('erin', 'Erin');
    const getter = vi.spyOn(factories, 'getAgentInstanceFactory').mockReturnValue(factory);
    const { id } = await notes.add('call Dave');
    expect(getter).toHaveBeenCalledOnce();
    expect(factory.recall()).toEqual([`noted ${id}`]);
  });

  it('are found by the tool', async () => {
    vi.spyOn(factories, 'getAgentInstanceFactory').mockReturnValue(factoryOf('frank', 'Frank'));
    await notes.addAll(['water the plants', 'feed the cat']);
    expect(await new NotesTool().call('plants?')).toBe('water the plants');
    expect(await new NotesTool().call('?')).toBe('water the plants; feed the cat');
  });
});
