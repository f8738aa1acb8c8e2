import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { getAgentInstanceFactory, resetAgentInstanceFactory } from '../../src/agents/index.js';
import { ToolPipeline, toolPipeline } from '../../src/engine/tool-pipeline.js';
import { notes } from '../../src/services/notes.js';
import { toolBox } from '../../src/tools/tool-box.js';
import type { AgentEvent } from '../../src/websocket/events.js';
import { alice } from '../support/people.js';
import { preparePlatform, typesOf } from '../support/platform.js';

describe('the tool pipeline', () => {
  let events: AgentEvent[];
  beforeEach(() => {
    events = preparePlatform();
    getAgentInstanceFactory().beginRequest(alice, 'tools');
  });
  afterEach(() => {
    vi.restoreAllMocks();
    resetAgentInstanceFactory();
  });

  it('remembers what a tool said', async () => {
    await notes.add('The key is under the mat');
    expect(await toolPipeline.use('notes', 'where is the key?')).toBe('The key is under the mat');
    expect(getAgentInstanceFactory().recall(1)).toEqual(['notes: The key is under the mat']);
  });

  it('tells the user which tool is in use', async () => {
    await toolPipeline.gather(['history', 'clock'], 'key');
    expect(typesOf(events)).toEqual(['tool_started history', 'tool_finished history', 'tool_started clock', 'tool_finished clock']);
  });

  it('goes on without a tool that fails', async () => {
    vi.spyOn(toolBox.threads, 'call').mockRejectedValue(new Error('no connection'));
    const pipeline = new ToolPipeline(toolBox);
    expect(await pipeline.gather(['threads', 'history'], 'nothing like it')).toBe('');
    expect(getAgentInstanceFactory().recall()[0]).toBe('threads failed: no connection');
    expect(typesOf(events)).toContain('tool_finished threads');
  });

  it('puts together what several tools say', async () => {
    getAgentInstanceFactory().remember('looked under the mat');
    vi.spyOn(toolBox.clock, 'call').mockResolvedValue('2026-01-01');
    expect(await toolPipeline.gather(['history', 'clock'], 'mat')).toBe('looked under the mat; 2026-01-01');
  });
});
