import { execFileSync } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAgentInstanceFactory, getAgentInstanceFactory, legacyGetter, perRequest, registerAgentClass, runInScope, setLegacyMode, type LegacyMessage } from '../../../src/runtime/index.js';
import { createTestUserContext } from '../../../src/runtime/testing/index.js';

const warnings: (Error & { code?: string })[] = [];
const listener = (warning: Error): void => { warnings.push(warning); };
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

beforeEach(async () => {
  // Warnings come a turn late: those of the test before are not this one's.
  await turn();
  warnings.length = 0;
  process.on('warning', listener);
});
afterEach(() => {
  process.off('warning', listener);
  setLegacyMode(undefined);
});

describe('legacyGetter()', () => {
  const instance = { name: 'the shared engine' };
  const createEngine = perRequest(() => ({ name: 'a request\'s engine' }));
  const getter = (mode?: 'warn' | 'scoped' | 'throw') => legacyGetter({ name: 'getEngine', code: 'USG0002', replacement: 'createEngine(userContext)', instance: () => instance, factory: createEngine, ...(mode === undefined ? {} : { mode }) });

  it('hands out what it always did, and warns once for each call site', async () => {
    const getEngine = getter();
    for (let call = 0; call < 5; call++) expect(getEngine()).toBe(instance);
    expect(getEngine()).toBe(instance);
    await turn();
    expect(warnings.map(({ name, code }) => [name, code])).toEqual([['DeprecationWarning', 'USG0002'], ['DeprecationWarning', 'USG0002']]);
    expect(warnings[0]?.message).toMatch(/^getEngine\(\) hands every user the same instance\. Use createEngine\(userContext\) \(called at .*legacy-getter\.test\.ts:\d+:\d+\)\.$/);
    expect([...getEngine.callSites.bySite.values()]).toEqual([5, 1]);
  });

  it('looks behind the function that wraps it, where it is told of one', async () => {
    const legacy = legacyGetter({ name: 'Engine.getInstance', code: 'USG0003', replacement: 'createEngine(userContext)', instance: () => instance, wrapped: true });
    const Engine = { getInstance: (): typeof instance => legacy() };
    for (let call = 0; call < 3; call++) Engine.getInstance();
    Engine.getInstance();
    await turn();
    expect([...legacy.callSites.bySite.values()]).toEqual([3, 1]);
    expect(warnings).toHaveLength(2);
  });

  it('counts a stamped site without looking at the stack', async () => {
    const getEngine = getter();
    for (let call = 0; call < 1000; call++) getEngine('src/runs.ts:12');
    await turn();
    expect([...getEngine.callSites.bySite]).toEqual([['src/runs.ts:12', 1000]]);
    expect(warnings.map(({ message }) => message)).toEqual([expect.stringContaining('(called at src/runs.ts:12)')]);
  });

  it('counts exactly in total, and still finds a new site, after it has begun to sample', () => {
    const getEngine = getter();
    for (let call = 0; call < 5000; call++) getEngine();
    for (let call = 0; call < 40; call++) getEngine();
    expect(getEngine.callSites.total).toBe(5040);
    expect(getEngine.callSites.bySite.size).toBe(2);
    const [busy = 0] = getEngine.callSites.bySite.values();
    expect(Math.abs(busy - 5000)).toBeLessThan(100);
  });

  it('publishes every use, for a count of the calls that are left', () => {
    const messages: LegacyMessage[] = [];
    const hear = (message: unknown): void => { messages.push(message as LegacyMessage); };
    subscribe('unsingleton:legacy', hear);
    const getEngine = getter();
    getEngine('a'); getEngine('a'); getEngine('b');
    unsubscribe('unsingleton:legacy', hear);
    expect(messages.map(({ site, calls, total, mode }) => [site, calls, total, mode])).toEqual([['a', 1, 1, 'warn'], ['a', 2, 2, 'warn'], ['b', 1, 3, 'warn']]);
  });

  it('is the scope\'s instance in mode scoped, and an error outside a scope', () => {
    const getEngine = getter('scoped');
    const alice = createTestUserContext();
    expect(runInScope(alice, () => getEngine() === createEngine(alice))).toBe(true);
    expect(() => getEngine()).toThrow(/outside any request scope/);
    expect(() => legacyGetter({ name: 'getEngine', code: 'USG0002', replacement: 'x', instance: () => instance, mode: 'scoped' })()).toThrow(/was given no factory/);
  });

  it('throws synchronously in mode throw, and names the replacement', () => {
    expect(() => getter('throw')()).toThrow(/^getEngine\(\) hands every user the same instance\. Use createEngine\(userContext\): this process allows no legacy calls/);
  });

  it('follows setLegacyMode() at every call', () => {
    const getEngine = getter();
    expect(getEngine()).toBe(instance);
    setLegacyMode('throw');
    expect(() => getEngine()).toThrow(/allows no legacy calls/);
    setLegacyMode('warn');
    expect(getEngine()).toBe(instance);
    expect(() => { setLegacyMode('loud' as never); }).toThrow('setLegacyMode() must be warn, scoped or throw, not "loud"');
  });

  it.each([['throw', 'ERR_LEGACY_ACCESSOR'], ['scoped', 'ERR_NO_SCOPE'], ['warn', 'fine'], ['loud', 'ERR_CONFIGURATION']])('follows UNSINGLETON_LEGACY=%s', (mode, expected) => {
    const program = `const { getAgentInstanceFactory } = await import('@unsingleton/runtime'); try { getAgentInstanceFactory(); console.log('fine'); } catch (error) { console.log(error.code); }`;
    const out = execFileSync(process.execPath, ['--no-deprecation', '--input-type=module', '-e', program], { env: { ...process.env, UNSINGLETON_LEGACY: mode }, encoding: 'utf8' });
    expect(out.trim()).toBe(expected);
  });
});

describe('getAgentInstanceFactory()', () => {
  it('is one factory for everybody, that creates for whoever is named, as it always did', async () => {
    expect(getAgentInstanceFactory('one')).toBe(getAgentInstanceFactory('two'));
    expect(getAgentInstanceFactory('three')).not.toBe(createAgentInstanceFactory(createTestUserContext()));
    registerAgentClass('clerk', ({ userId }) => userId);
    const created = ['alice', 'bob'].map((userId) => getAgentInstanceFactory('four').createAgent('clerk', createTestUserContext({ userId })));
    expect(await Promise.all(created)).toEqual(['alice', 'bob']);
    await turn();
    expect(warnings.map(({ code }) => code)).toEqual(['USG0001', 'USG0001', 'USG0001', 'USG0001']);
  });
});
