import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getAgentInstanceFactory, resetAgentInstanceFactory } from '../../src/agents/index.js';
import { executionEngines } from '../../src/engine/execution-engine-factory.js';
import { notes } from '../../src/services/notes.js';
import { Supervisor } from '../../src/supervisor/supervisor.js';
import { supervisorFor } from '../../src/supervisor/supervisor-factory.js';
import { QuickWorkflow } from '../../src/supervisor/workflow.js';
import type { AgentEvent } from '../../src/websocket/events.js';
import { alice, carol } from '../support/people.js';
import { preparePlatform, typesOf } from '../support/platform.js';

describe('the supervisor', () => {
  let events: AgentEvent[];
  beforeEach(() => {
    events = preparePlatform();
    getAgentInstanceFactory().beginRequest(alice, 'plans');
  });
  afterEach(() => {
    resetAgentInstanceFactory();
  });

  it('leads the team through the workflow', async () => {
    const report = await supervisorFor('What do we do in summer?').answer('What do we do in summer?');
    expect(report).toMatchObject({ owner: 'alice', thread: 'plans', workflow: 'full' });
    expect(getAgentInstanceFactory().recall()).toContain('triage is done');
    expect(getAgentInstanceFactory().recall(1)).toEqual(['review is done']);
  });

  it('leaves out the second reader when it has to be quick', async () => {
    const { agents } = await supervisorFor('A quick look at the summer').answer('A quick look at the summer');
    expect(agents).not.toContain('review');
  });

  it('asks one agent for whoever does not pay', async () => {
    getAgentInstanceFactory().beginRequest(carol);
    const { workflow } = await supervisorFor('What do we do in summer?').answer('What do we do in summer?');
    expect(workflow).toBe('quick');
    expect(getAgentInstanceFactory().usage().runs).toBe(1);
  });

  it('begins and ends a run', async () => {
    await new Supervisor(executionEngines, new QuickWorkflow()).answer('Where to?');
    expect(typesOf(events)[0]).toBe('run_started Where to?');
    expect(typesOf(events).at(-1)).toMatch(/^run_finished \[test\] Where to\?/);
  });

  it('tells when a run fails', async () => {
    const before = getAgentInstanceFactory().metrics();
    await expect(supervisorFor('overload').answer('overload')).rejects.toThrow('overloaded');
    expect(typesOf(events).at(-1)).toBe('run_failed The model is overloaded');
    expect(getAgentInstanceFactory().metrics().failed).toBe(before.failed + 1);
  });

  it('reads the notes that were taken before', async () => {
    await notes.add('The sea is warm in June');
    const supervisor = new Supervisor(executionEngines, new QuickWorkflow());
    expect((await supervisor.answer('is the sea warm?')).answer).toContain('notes of Alice: The sea is warm in June');
  });
});
