import { describe, expect, it } from 'vitest';
import { contextFromRequest, openScope, runInScope, UserExecutionContext } from '../../../src/runtime/index.js';

const of = (userId: string): UserExecutionContext => UserExecutionContext.create({ userId, threadId: `${userId}-thread`, runId: `${userId}-run` });
const codeOf = (ask: () => UserExecutionContext): string => {
  try {
    return ask().userId;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('the user of a request', () => {
  it('is found from the work of a child of its context, and from work of another context too', () => {
    const request = {};
    const alice = of('alice');
    const scope = openScope(alice, { source: request });
    const step = alice.child('plan').child('quote');
    expect(scope.run(() => runInScope(step, () => contextFromRequest(request)))).toBe(alice);
    expect(runInScope(step.child('again'), () => contextFromRequest(request))).toBe(alice);
    expect(scope.run(() => runInScope(UserExecutionContext.system('audit'), () => contextFromRequest(request)))).toBe(alice);
  });

  it('is, on a socket with two messages of one user, that of the message whose work is running', () => {
    const socket = {};
    const [first, second] = [of('alice'), of('alice')];
    const scopes = [openScope(first, { source: socket }), openScope(second, { source: socket })];
    expect(scopes.map((scope) => scope.run(() => contextFromRequest(socket)))).toEqual([first, second]);
    expect(runInScope(first.child('plan'), () => contextFromRequest(socket))).toBe(first);
  });

  it('is never guessed on a socket that two users share at a time', () => {
    const socket = {};
    const [alice, bob] = [of('alice'), of('bob')];
    const scopes = [openScope(alice, { source: socket }), openScope(bob, { source: socket })];
    expect(scopes.map((scope) => scope.run(() => contextFromRequest(socket)))).toEqual([alice, bob]);
    expect(scopes.map((scope) => scope.run(() => runInScope(UserExecutionContext.system('audit'), () => codeOf(() => contextFromRequest(socket)))))).toEqual(['ERR_NO_CONTEXT_FOR_SOURCE', 'ERR_NO_CONTEXT_FOR_SOURCE']);
    expect(() => contextFromRequest(socket)).toThrow('has served several users at a time');
    void scopes[1]?.close();
    expect(codeOf(() => contextFromRequest(socket))).toBe('ERR_NO_CONTEXT_FOR_SOURCE');
  });
});
