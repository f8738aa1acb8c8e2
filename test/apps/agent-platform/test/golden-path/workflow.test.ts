import { describe, expect, it, vi } from 'vitest';
import { FullWorkflow, QuickWorkflow } from '../../src/supervisor/workflow.js';

const plan = vi.hoisted(() => ({ name: 'team' }));

vi.mock('../../src/agents/index.js', () => ({
  getAgentInstanceFactory: () => ({ user: { id: 'dave', name: 'Dave', plan: plan.name } }),
}));

describe('the workflows', () => {
  it('give the team plan a second reader', () => {
    plan.name = 'team';
    expect(new FullWorkflow().steps('the summer').map(({ agent }) => agent)).toEqual(['triage', 'research', 'analysis', 'writing', 'review']);
    expect(new FullWorkflow().steps('a quick one')).toHaveLength(4);
  });

  it('give the free plan none', () => {
    plan.name = 'free';
    expect(new FullWorkflow().steps('the summer').at(-1)).toEqual({ agent: 'writing', tools: ['history'] });
    expect(new QuickWorkflow().steps()).toEqual([{ agent: 'research', tools: ['notes'] }]);
  });
});
