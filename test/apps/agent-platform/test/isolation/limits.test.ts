import { beforeEach, describe, expect, it } from 'vitest';
import { getAgentInstanceFactory } from '../../src/agents/index.js';
import { alice, bob } from '../support/people.js';
import { preparePlatform } from '../support/platform.js';

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('the limit of runs', () => {
  beforeEach(() => {
    preparePlatform({ runsAtOnce: 2, runsWaiting: 3 });
  });

  it('lets two of a user run and the others wait', async () => {
    getAgentInstanceFactory().beginRequest(alice);
    let now = 0;
    let most = 0;
    await Promise.all(
      [1, 2, 3, 4].map(() =>
        getAgentInstanceFactory().run(async () => {
          most = Math.max(most, (now += 1));
          await pause(2);
          now -= 1;
        }),
      ),
    );
    expect(most).toBe(2);
  });

  it('turns away what would wait too long', async () => {
    getAgentInstanceFactory().beginRequest(bob);
    const runs = await Promise.allSettled(Array.from({ length: 7 }, () => getAgentInstanceFactory().run(() => pause(2))));
    expect(runs.filter(({ status }) => status === 'rejected')).toHaveLength(2);
    expect(getAgentInstanceFactory().usage()).toMatchObject({ running: 0, waiting: 0 });
  });

  it('is each user\'s own', async () => {
    getAgentInstanceFactory().beginRequest(alice);
    let finish = (): void => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const slow = [1, 2].map(() => getAgentInstanceFactory().run(() => finished));
    expect(getAgentInstanceFactory().usage()).toMatchObject({ running: 2, waiting: 0 });
    getAgentInstanceFactory().beginRequest(bob);
    expect(getAgentInstanceFactory().usage()).toMatchObject({ running: 0, waiting: 0 });
    finish();
    await Promise.all(slow);
  });

  it('gives a place back when a run fails', async () => {
    getAgentInstanceFactory().beginRequest(alice);
    const failing = () => Promise.reject(new Error('no'));
    await Promise.allSettled([1, 2, 3].map(() => getAgentInstanceFactory().run(failing)));
    expect(await getAgentInstanceFactory().run(async () => 'ran')).toBe('ran');
  });
});
