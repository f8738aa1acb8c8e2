import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { ExecutionEngineFactory, registerAgentClass, runInScope, UserExecutionEngine, type UserExecutionContext } from '../../../src/runtime/index.js';
import { createTestUserContext } from '../../../src/runtime/testing/index.js';

const of = (userId: string): UserExecutionContext => createTestUserContext({ userId });
const pause = (milliseconds = 1): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

registerAgentClass('echo', (userContext) => ({ run: (input: unknown) => `${userContext.userId}: ${String(input)}` }));
registerAgentClass('mute', () => ({}));

describe('ExecutionEngineFactory', () => {
  it('makes an engine that runs its own user\'s agents', async () => {
    const engines = new ExecutionEngineFactory();
    await runInScope(of('alice'), async ({ context }) => {
      const engine = await engines.createForUser(context);
      expect(engine).toBeInstanceOf(UserExecutionEngine);
      expect(engine.userContext).toBe(context);
      expect(await engine.run('echo', 'hello')).toBe('alice: hello');
      await expect(engine.run('mute')).rejects.toThrow('The agent "mute" cannot be run: it has no run() method.');
    });
  });

  it('limits the engines of one user, over all requests, and frees the place with the scope', async () => {
    const engines = new ExecutionEngineFactory({ maxPerUser: 2 });
    await runInScope(of('alice'), async (first) => {
      await runInScope(of('alice'), async (second) => {
        await engines.createForUser(first.context);
        await engines.createForUser(second.context);
        await expect(engines.createForUser(second.context)).rejects.toThrow('User "alice" has 2 execution engines, which is the limit.');
        await expect(runInScope(of('bob'), ({ context }) => engines.createForUser(context))).resolves.toBeDefined();
      });
      await expect(engines.createForUser(first.context)).resolves.toBeDefined();
    });
    expect(engines.metrics).toEqual({ created: 4, disposed: 4, refused: 1, active: 0 });
  });

  it('disposes the engine with its scope, after which it is of no use', async () => {
    const engines = new ExecutionEngineFactory();
    const engine = await runInScope(of('alice'), ({ context }) => engines.createForUser(context));
    await expect(engine.run('echo')).rejects.toThrow(/engine is disposed/);
    expect(() => engine.userContext).toThrow(/engine is disposed/);
  });

  it('disposes whatever userExecutionScope() does', async () => {
    const disposed: string[] = [];
    const engines = new ExecutionEngineFactory({ make: (_factory, { userId }) => ({ [Symbol.dispose]: () => disposed.push(userId) }) });
    await expect(engines.userExecutionScope(of('alice'), () => { throw new Error('agent failed'); })).rejects.toThrow('agent failed');
    expect([disposed, engines.metrics.active]).toEqual([['alice'], 0]);
  });

  it('refuses an engine that another request is using', async () => {
    const one = { shared: true };
    const engines = new ExecutionEngineFactory({ make: () => one });
    await runInScope(of('alice'), async ({ context }) => {
      await engines.createForUser(context);
      await expect(engines.createForUser(of('bob'))).rejects.toThrow(/make\(\) returned an engine that another request is using/);
    });
  });

  it('gives the place back when make() fails, or the request ends meanwhile', async () => {
    const disposed: string[] = [];
    let fails = true;
    const engines = new ExecutionEngineFactory({ maxPerUser: 1, make: async (_factory, { userId }) => { await pause(); if (fails) throw new Error('no model'); return { [Symbol.dispose]: () => disposed.push(userId) }; } });
    await expect(engines.createForUser(of('alice'))).rejects.toThrow('no model');
    fails = false;
    const late = runInScope(of('alice'), ({ context }) => ({ engine: engines.createForUser(context).catch((error: unknown) => (error as Error).message) }));
    expect(await late.engine).toMatch(/is closed/);
    expect(disposed).toEqual(['alice']);
    await expect(engines.userExecutionScope(of('alice'), () => 'worked')).resolves.toBe('worked');
  });

  it('sweeps engines past their lifetime or idle, not those in use', async () => {
    const disposed: string[] = [];
    const engines = new ExecutionEngineFactory({ idleMs: 40, lifetimeMs: 10_000, sweepMs: 5, make: (_factory, { userId }) => ({ [Symbol.dispose]: () => disposed.push(userId) }) });
    await runInScope(of('alice'), async ({ context }) => {
      const [busy] = [await engines.createForUser(context), await engines.createForUser(of('bob'))];
      for (let round = 0; round < 10; round++) {
        await pause(10);
        engines.touch(busy);
      }
      expect(disposed).toEqual(['bob']);
    });
    expect(disposed).toEqual(['bob', 'alice']);
  });

  it('keeps no process alive, and disposes everything at shut-down', () => {
    const program = `
      const { ExecutionEngineFactory, UserExecutionContext } = await import('@unsingleton/runtime');
      const context = UserExecutionContext.create({ userId: 'alice', threadId: 't', runId: 'r' });
      const engines = new ExecutionEngineFactory({ make: () => ({ [Symbol.dispose]: () => console.log('disposed') }) });
      await engines.createForUser(context);
      if (process.argv[1] === 'dispose') await engines[Symbol.asyncDispose]();`;
    const run = (argument: string): string => execFileSync(process.execPath, ['--input-type=module', '-e', program, argument], { encoding: 'utf8', timeout: 10_000 });
    expect(run('leave')).toBe('');
    expect(run('dispose')).toBe('disposed\n');
  });
});
