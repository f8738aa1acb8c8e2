import { describe, expect, it } from 'vitest';
import { assertNotRetained, RetentionError } from '../../../src/runtime/testing/index.js';

class Session {
  readonly notes: string[] = [];
}

const registry = { sessions: new Map<string, unknown>(), listeners: [] as (() => number)[] };

describe('assertNotRetained()', () => {
  it('is content when nothing is left', async () => {
    await assertNotRetained(({ canary, track }) => { track(new Session()).notes.push(`note of ${canary()}`); }, { classes: [Session] });
  });

  it('names what holds a tracked object', async () => {
    const outcome = assertNotRetained(async ({ track }) => { registry.sessions.set('alice', { session: track(new Session()) }); });
    await expect(outcome).rejects.toThrow(/^1 of 1 tracked objects are still reachable after the work[\s\S]*\.session$/);
    registry.sessions.clear();
  });

  it('finds instances of a class that nobody tracked, but not those that were there before', async () => {
    const before = new Session();
    await assertNotRetained(() => before.notes.length, { classes: [Session] });
    await expect(assertNotRetained(() => { registry.sessions.set('alice', new Session()); }, { classes: [Session] })).rejects.toThrow(/^1 new instances of Session are still reachable/);
    registry.sessions.clear();
  });

  it('finds a string in a closure, where no walk through properties comes', async () => {
    const error = await assertNotRetained(({ canary }) => { const secret = canary(); registry.listeners.push(() => secret.length); }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RetentionError);
    expect((error as RetentionError).paths[0]).toMatch(/closure variable secret$/);
    registry.listeners.length = 0;
  });
});
