import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

const base = {
  load(userContext: UserExecutionContext, name: string): string {
    return createAgentInstanceFactory(userContext).recall(name);
  },
  describe(userContext: UserExecutionContext, name: string): string {
    return `${this.load(userContext, name)}!`;
  },
};

export const service = { ...base, load: (_userContext: UserExecutionContext, name: string) => name.toUpperCase() };
export const mixed = Object.assign({ size: 1 }, base);
export type Service = typeof service;

export const tracing = new Proxy(base, {
  get(target, key, receiver) {
    const member: unknown = Reflect.get(target, key, receiver);
    if (typeof member !== 'function') return member;
    return (...given: unknown[]) => {
      console.log(String(key));
      return Reflect.apply(member, target, given);
    };
  },
});
