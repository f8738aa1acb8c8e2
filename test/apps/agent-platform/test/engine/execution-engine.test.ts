import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Agent } from '../../src/agents/index.js';
import { ExecutionEngine } from '../../src/engine/execution-engine.js';
import { ExecutionEngineFactory } from '../../src/engine/execution-engine-factory.js';
import { ToolPipeline } from '../../src/engine/tool-pipeline.js';
import type { Tool } from '../../src/tools/tool.js';

const factory = vi.hoisted(() => ({ createAgent: vi.fn(), agentFor: vi.fn(), emit: vi.fn(), remember: vi.fn() }));

vi.mock('../../src/agents/index.js', () => ({
  getAgentInstanceFactory: () => ({ user: { id: 'alice', name: 'Alice' }, ...factory }),
}));

const echo: Agent = { name: 'triage', run: async (prompt, material) => `${prompt} ${material}` };
const tool: Tool = { description: 'Says yes', call: async () => 'yes' };
const pipeline = new ToolPipeline({ notes: tool, threads: tool, history: tool, clock: tool });

describe('the execution engine', () => {
  beforeEach(() => {
    factory.createAgent.mockReset().mockReturnValue(echo);
    factory.agentFor.mockReset().mockReturnValue(echo);
    factory.emit.mockReset();
  });

  it('gives the agent what the tools found, and tells each step', async () => {
    const engine = new ExecutionEngine(echo, pipeline);
    expect(await engine.execute('hello', ['notes', 'clock'])).toEqual({ agent: 'triage', owner: 'alice', answer: 'hello yes; yes' });
    expect(factory.emit).toHaveBeenCalledWith('agent_started', 'triage');
    expect(factory.emit).toHaveBeenLastCalledWith('agent_finished', 'triage');
    expect(factory.emit).toHaveBeenCalledTimes(6);
  });

  it('is made with an agent of the name that was asked for', () => {
    const engines = new ExecutionEngineFactory(pipeline);
    expect(engines.createEngine('triage').owner).toBe('alice');
    expect(factory.createAgent).toHaveBeenCalledWith('triage');
    engines.resumeEngine('review');
    expect(factory.agentFor).toHaveBeenCalledWith('review');
    expect(engines.count()).toBe(2);
  });
});
