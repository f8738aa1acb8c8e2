import { beforeEach, describe, expect, it } from 'vitest';
import { getAgentInstanceFactory } from '../../src/agents/index.js';
import { listThreads, loadThread, loadThreads, say } from '../../src/services/conversations.js';
import { digest } from '../../src/services/digest.js';
import { notes } from '../../src/services/notes.js';
import { runService } from '../../src/services/run-service.js';
import { alice, bob } from '../support/people.js';
import { preparePlatform } from '../support/platform.js';

describe('the services', () => {
  beforeEach(() => {
    preparePlatform();
    getAgentInstanceFactory().beginRequest(alice, 'services');
  });

  it('keep threads apart', async () => {
    await say('rent', 'how much?');
    expect(await listThreads()).toEqual(['rent']);
    expect((await loadThreads(['rent', 'rent'])).map((messages) => messages.length)).toEqual([2, 2]);
    getAgentInstanceFactory().beginRequest(bob);
    await expect(loadThread('rent')).rejects.toThrow('Thread rent not found');
  });

  it('sum up the day', async () => {
    await notes.add('a long day');
    expect(await digest('Monday')).toMatch(/^Monday: Alice has \d threads and 1 notes$/);
    expect(await digest()).toMatch(/^\d{4}-\d\d-\d\d: Alice/);
    expect(getAgentInstanceFactory().recall()[0]).toMatch(/^noted/);
  });

  it('run several agents at once', async () => {
    const run = await runService.start(['triage', 'research'], 'why?');
    expect(run.answer?.split('\n')).toHaveLength(2);
    expect(run.steps.length).toBeGreaterThan(2);
    expect(runService.list()).toEqual([run]);
    getAgentInstanceFactory().beginRequest(bob);
    expect(() => runService.get(run.id)).toThrow(`Run ${run.id} not found`);
  });

  it('keep the steps of a run that failed', async () => {
    await expect(runService.start(['triage'], 'overload', 'run-7')).rejects.toThrow('overloaded');
    expect(runService.get('run-7')).toMatchObject({ state: 'failed', owner: 'alice' });
    expect(getAgentInstanceFactory().usage().running).toBe(0);
  });
});
