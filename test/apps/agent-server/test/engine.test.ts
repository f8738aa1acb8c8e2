import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Agent } from '../src/agents/index.js';
import { ExecutionEngine } from '../src/engine/execution-engine.js';
import { ExecutionEngineFactory } from '../src/engine/execution-engine-factory.js';

const createAgent = vi.hoisted(() => vi.fn());

vi.mock('../src/agents/index.js', () => ({
  getAgentInstanceFactory: () => ({ user: { id: 'alice', name: 'Alice' }, createAgent }),
}));

const echo: Agent = { name: 'triage', run: async (prompt) => `echo ${prompt}` };

describe('the execution engine', () => {
  beforeEach(() => createAgent.mockReset().mockReturnValue(echo));

  it('runs the agent and tells its steps', async () => {
    const engine = new ExecutionEngine(echo);
    const steps: string[] = [];
    engine.on('step', (step) => steps.push(step));
    expect(await engine.execute('hello')).toBe('echo hello');
    expect(steps).toEqual(['started triage', 'finished triage for Alice']);
  });

  it('is made with an agent of the name that was asked for', async () => {
    const engines = new ExecutionEngineFactory();
    const engine = engines.createEngine('triage');
    expect(createAgent).toHaveBeenCalledWith('triage');
    expect(engine.owner).toBe('alice');
    expect(engines.count()).toBe(1);
  });
});
